/** The log panel's grid: what it shows at the instant, and how one entry looks in it. */
import type { GridApi } from "./dash";
import { element, reveal, set } from "./dash";
import { Reading } from "./scrolling";
import type { LogEntry } from "./log";
import { firstTold, isStruck, isTold, matches, newestFirst, speaksOf } from "./log";
import type { Setting } from "./setting";
import { fill } from "./setting";
import type { Wording } from "./wording";

const LOG = "log";
const NOBODY: ReadonlySet<string> = new Set();
/** While the slider moves, the log follows ten times a second at most, and takes an eighth of the time at most. */
const EVERY = 100;
const SHARE = 8;
/** And only its newest lines are set out: as many as the tallest screen shows. The rest once it rests. */
const GLANCE = 40;
const RESTED = 300;

export interface Row extends LogEntry {
  readonly author: string;
  readonly category: string;
  readonly priority: string;
  readonly reliability: string;
  readonly approximate: boolean;
  readonly late: boolean;
  readonly corrects: number | null;
  readonly means: string;
  readonly origin: string;
  readonly recipient: string;
  /** What each value is worth, by its name; and the first source named. */
  readonly provenance: Record<string, string>;
  readonly source: string;
  readonly place: [number, number] | null;
  readonly fact: string;
  readonly kind: string | null;
  readonly about: number | null;
  readonly audience: readonly string[] | null;
  readonly embargo_until: number | null;
  readonly ruling?: Record<string, unknown>;
  /** Of an entry that is kept for others: what seals it. */
  readonly digest?: string;
  struck_by: number | null;
  corrected_by: number | null;
}

/** What is written beside the lines: who may read them, who has, what is new. */
export interface Margin {
  isNew(seq: number): boolean;
  marksOf(row: Row): { text: string; className: string; title: string }[];
}

type Element = (type: string, props: object | null, ...children: unknown[]) => unknown;

export class Grid {
  private time = 0;
  private known: number | null = null;
  private focus = NOBODY;
  private marked = NOBODY;
  private chosen: number | null = null;
  private query = "";
  private found: ReadonlySet<number> | null = null;
  private api: GridApi | null = null;
  private reading: Reading | null = null;
  private due: ReturnType<typeof setTimeout> | null = null;
  private rest: ReturnType<typeof setTimeout> | null = null;
  private next = 0;
  private busy = false;
  private pending = false;
  private told: readonly Row[] = [];
  /** How each line that was drawn looks, by its number. */
  private readonly dressed = new Map<number, string>();

  constructor(
    private setting: Setting,
    private wording: Wording,
    private readonly margin: Margin,
    private rows: Row[] = [],
  ) {
    window.dash_ag_grid?.getApiAsync(LOG).then((api) => {
      this.api = api;
      this.reading = new Reading(api);
      this.soon();
    });
  }

  speak(setting: Setting, wording: Wording): void {
    this.setting = setting;
    this.wording = wording;
  }

  /** What is written in the margin has changed. */
  refresh(): void {
    this.soon();
  }

  /** Once for all that changes in a turn: an entry that arrives changes several things at once. */
  private soon(): void {
    if (this.pending) return;
    this.pending = true;
    queueMicrotask(() => this.pending && this.settle());
  }

  /** The grid, showing all it was told to. */
  private get shown(): GridApi | null {
    if (this.pending) this.settle();
    return this.api;
  }

  fill(entries: readonly LogEntry[]): void {
    this.rows = newestFirst(entries) as Row[];
    this.soon();
  }

  showAt(time: number, known: number | null): void {
    this.time = time;
    this.known = known;
    if (this.rest !== null) clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settle(), RESTED);
    if (this.due === null && !this.busy) {
      this.due = setTimeout(() => this.glance(), Math.max(0, this.next - performance.now()));
    }
  }

  /** Show only the entries that speak of these objects; of none, all of them. */
  focusOn(objects: Iterable<string>): void {
    this.focus = new Set(objects);
    this.soon();
  }

  /** Mark the entries that speak of these objects; the chosen one is selected whenever it is shown. */
  mark(objects: Iterable<string>, chosen: number | null): void {
    this.marked = new Set(objects);
    this.chosen = chosen;
    this.soon();
  }

  /** Show only the entries of these numbers; without any, those whose words begin with those of `query`. */
  search(query: string, found: ReadonlySet<number> | null): void {
    this.query = query;
    this.found = found;
    this.soon();
  }

  entry(seq: number): Row | undefined {
    return this.rows.find((row) => row.seq === seq);
  }

  /** Back to the line of the instant, which is the first. */
  catchUp(): void {
    this.reading?.catchUp();
  }

  select(seq: number): void {
    const node = this.shown?.getRowNode(String(seq));
    if (!node) return;
    node.setSelected(true);
    if (node.displayed) this.api?.ensureNodeVisible(node, "middle");
  }

  /** Whether the log has a line for the entry now. */
  has(seq: number): boolean {
    return this.shown?.getRowNode(String(seq)) !== undefined;
  }

  /** Who wrote an entry, who told whom and how, and what it is worth. */
  about(row: Row): string {
    const { words, means, standings } = this.setting;
    const way = row.origin || row.recipient ? `${row.origin || "…"} → ${row.recipient || "…"}` : "";
    const worth = [...new Set(Object.values(row.provenance))].map((standing) => standings[standing] ?? standing);
    const told = worth.join(", ") + (row.source ? ` (${row.source})` : "");
    const heard = row.means ? (means[row.means] ?? row.means) : "";
    return [`${words.entry} ${row.seq}`, row.author, way, heard, told].filter(Boolean).join(" · ");
  }

  private isShown(row: Row): boolean {
    return isTold(row, this.time, this.known) && speaksOf(row, this.focus) && this.isFound(row);
  }

  private isFound(row: Row): boolean {
    return this.found ? this.found.has(row.seq) : this.query === "" || matches(row, this.query);
  }

  isStruck(row: Row): boolean {
    return isStruck(row, this.known);
  }

  isMarked(row: Row): boolean {
    return this.marked.size > 0 && speaksOf(row, this.marked);
  }

  number(row: Row, h: Element): unknown {
    this.dressed.set(row.seq, this.dressOf(row));
    const { unread } = this.setting.words;
    const dot = this.margin.isNew(row.seq)
      ? h("span", { className: "dot", title: unread, role: "img", "aria-label": unread })
      : null;
    return h("span", { className: "cell-number" }, row.seq, dot);
  }

  hours(row: Row, h: Element): unknown {
    if (row.fact === "Withheld") return null;
    const about = row.approximate ? "≈ " : "";
    const occurred = h(
      "time",
      { title: this.wording.weekday(row.occurred_at) },
      `${about}${this.wording.shortTime(row.occurred_at)}`,
    );
    const day = h("span", { className: "day" }, this.wording.dayAndTime(row.occurred_at).slice(0, 5));
    const apart = Math.abs(row.recorded_at - row.occurred_at) >= 60_000;
    const written = fill(this.setting.words.recorded_at, { time: this.wording.shortTime(row.recorded_at) });
    return h(
      "div",
      { className: "cell-hours" },
      occurred,
      day,
      apart ? h("span", { className: "recorded", title: this.wording.dayAndTime(row.recorded_at) }, written) : null,
    );
  }

  said(row: Row, h: Element): unknown {
    const { words, categories, priorities, reliabilities } = this.setting;
    if (row.fact === "Withheld") {
      const title = fill(words.digest, { digest: (row.digest ?? "").slice(0, 8) });
      return h("div", { className: "cell-withheld", title }, words.withheld);
    }
    const mark = (text: string, className: string, title = ""): unknown =>
      h("span", { className: `mark ${className}`, key: text, title: title || undefined }, text);
    const marks = [
      // In letters too: a colour alone says nothing in print.
      row.priority === "normal" ? null : mark(priorities[row.priority] ?? row.priority, row.priority),
      row.late ? mark(words.late, "late") : null,
      row.reliability === "confirmed" ? null : mark(reliabilities[row.reliability] ?? row.reliability, row.reliability),
      row.struck_by && this.isStruck(row) ? mark(fill(words.struck_by, { seq: row.struck_by }), "struck-by") : null,
      row.corrected_by && this.isStruck(row)
        ? mark(fill(words.corrected_by, { seq: row.corrected_by }), "struck-by")
        : null,
      ...this.margin.marksOf(row).map(({ text, className, title }) => mark(text, className, title)),
    ];
    return h(
      "div",
      { className: "cell-said" },
      h("div", { className: "who" }, `${row.organisation} · ${categories[row.category] ?? row.category}`, ...marks),
      h("div", { className: "sentence" }, row.sentence),
    );
  }

  /** The newest lines, quickly: the slider is still moving. */
  private glance(): void {
    this.due = null;
    const began = performance.now();
    // Who reads further down goes on reading there.
    this.setOut(this.reading?.isAway ? Infinity : GLANCE);
    // What the grid has still to do comes with the next frame; count that too.
    this.busy = true;
    requestAnimationFrame(() => {
      this.busy = false;
      this.next = performance.now() + Math.max(EVERY, SHARE * (performance.now() - began));
    });
  }

  /** All of the log, now that it rests. */
  private settle(): void {
    this.pending = false;
    if (this.due !== null) clearTimeout(this.due);
    this.due = null;
    this.setOut(Infinity);
  }

  private setOut(most: number): void {
    if (!this.api) return;
    const told: Row[] = [];
    for (let i = firstTold(this.rows, this.time); i < this.rows.length && told.length < most; i++) {
      if (this.isShown(this.rows[i])) told.push(this.rows[i]);
    }
    if (!sameRows(told, this.told)) {
      this.told = told;
      const keep = this.reading?.hold();
      this.api.setGridOption("rowData", told);
      keep?.();
    }
    const node = this.chosen === null ? undefined : this.api.getRowNode(String(this.chosen));
    if (node && !node.isSelected()) node.setSelected(true);
    this.dress(this.api);
  }

  /** Draw the lines again that look otherwise than when they were drawn. */
  private dress(api: GridApi): void {
    // What was never drawn is about to be, as it is now.
    const worn = api.getRenderedNodes().filter(({ data }) => {
      const before = data && this.dressed.get(data.seq);
      return before !== undefined && before !== this.dressOf(data as Row);
    });
    if (worn.length > 0) api.redrawRows({ rowNodes: worn });
  }

  /** What a line shows beside what its entry says. */
  private dressOf(row: Row): string {
    const struck = this.isStruck(row) && [row.struck_by, row.corrected_by];
    return JSON.stringify([this.setting.operation.id, struck, this.isMarked(row), this.margin.isNew(row.seq), this.margin.marksOf(row)]);
  }
}

function sameRows(one: readonly Row[], other: readonly Row[]): boolean {
  return one.length === other.length && one.every((row, i) => row === other[i]);
}

/** Hand the grid its functions and cells; `current` is the log of the operation now open. */
export function dressGrid(current: () => Grid | null): void {
  const React = (window as unknown as { React: { createElement: Element } }).React;
  const ask =
    (question: "isStruck" | "isMarked") =>
    (row: Row | undefined): boolean =>
      row !== undefined && (current()?.[question](row) ?? false);
  const cell =
    (part: "number" | "hours" | "said") =>
    ({ data }: { data?: Row }): unknown =>
      data ? (current()?.[part](data, React.createElement) ?? null) : null;
  window.dashAgGridFunctions = {
    ...window.dashAgGridFunctions,
    vigieLogStrikes: ask("isStruck"),
    vigieLogMarks: ask("isMarked"),
  };
  window.dashAgGridComponentFunctions = {
    ...window.dashAgGridComponentFunctions,
    VigieNumber: cell("number"),
    VigieTime: cell("hours"),
    VigieSaid: cell("said"),
  };
}

export function showFocus(label: string | null, release: string): void {
  reveal("log-focus", label !== null);
  const button = element("log-focus");
  if (button && label !== null) set("log-focus", { children: `${label} ✕`, "aria-label": `${release}: ${label}` });
}
