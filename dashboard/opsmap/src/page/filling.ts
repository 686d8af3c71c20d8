/** The form that ends each gesture on the map: what was drawn or done is filled in, and becomes an entry. */
import type { Geometry } from "geojson";
import type { Measures } from "../types";
import type { Choice } from "./audience";
import { audienceOf, showAudience } from "./audience";
import { allow, element, reveal, say, set, typed } from "./dash";
import type { Deed, Fact, Values } from "./deeds";
import { factsOf } from "./deeds";
import { heldNow, kindOf, verbOf } from "./doing";
import { here } from "./here";
import type { Kind, Tool } from "./kinds";
import { firstStatus } from "./kinds";
import type { When } from "./occurred";
import { occurredAt } from "./occurred";
import type { Page } from "./page";
import { present } from "./present";
import { addMeanwhile, showRecorded } from "./recorded";
import { Sending } from "./sending";
import { fill } from "./setting";
import type { Shape } from "./shapes";
import { carried, measuresOf, presets } from "./shapes";
import { Sheet } from "./sheet";

const TITLES = { place: "title_place", move: "title_move", shape: "title_shape", change: "title_change", withdraw: "title_withdraw", verb: "title_verb" };

/** What the shared parts of the form say. */
interface Asked {
  status: string;
  from: string;
  to: string;
  when: When;
  whenAt: string;
  text: string;
  audience: { choice: Choice; of: string[]; until: string };
}

export const gestures = {
  acted(action: { objectId: string; key: string } | null): void {
    if (action) here.filling?.act(action.objectId, action.key);
  },

  mending(clicks: number | undefined): void {
    if (clicks) here.filling?.mend();
  },

  redrawing(clicks: number | undefined): void {
    if (clicks) here.filling?.redraw();
  },

  left(clicks: number | undefined): void {
    if (clicks) here.filling?.close();
  },

  filling(status: string | null, when: When, whenAt: string | null, choice: Choice): void {
    reveal("place-audience-of", choice === "some");
    here.filling?.turned(status ?? "", when, whenAt ?? "");
  },

  filled(
    clicks: number | undefined,
    status: string | null,
    from: string | null,
    to: string | null,
    when: When,
    whenAt: string | null,
    text: string | null,
    choice: Choice,
    of: string[] | null,
    until: string | null,
  ): void {
    if (!clicks) return;
    const audience = { choice, of: of ?? [], until: until ?? "" };
    const [starts, ends, at] = [typed("place-from", from), typed("place-to", to), typed("place-when-at", whenAt)];
    void here.filling?.record({ status: status ?? "", from: starts, to: ends, when, whenAt: at, text: typed("place-text", text), audience });
  },
};

export class Filling {
  private readonly sending: Sending;
  private readonly sheet: Sheet;
  private deed: Deed | null = null;
  /** With which tool to draw it again. */
  private again: (() => void) | null = null;
  private before: Values = {};
  /** The newest entry there was when the form was opened. */
  private opened = 0;
  /** What of it is recorded already, by what it says. */
  private kept = new Map<string, number>();
  private now: number | null = null;
  private underWay = false;
  /** What was recorded last, until it is known what others recorded before it. */
  private last: { object: string; opened: number; seqs: number[] } | null = null;
  private turn: { status: string; when: When; whenAt: string } = { status: "", when: "now", whenAt: "" };
  private asked: Asked | null = null;

  constructor(private readonly page: Page) {
    this.sheet = new Sheet(page);
    this.sending = new Sending("place-record", "place-refusal", "place-sign-in", () => {
      if (this.asked) void this.record(this.asked);
    });
    page.clock.listen(() => this.sayWhen());
  }

  place(kind: Kind, geometry: Geometry, measures: Measures | null, tool: Tool): void {
    const object = `${kind.key}-${crypto.randomUUID().slice(0, 8)}`;
    this.again = () => here.drawing?.place(kind);
    this.open({ is: "place", object, kind }, { geometry, measures }, presets(kind, geometry, tool));
  }

  /** Whether something is written or drawn that another gesture would lose: then the form says so. */
  isBusy(): boolean {
    const busy = this.deed !== null && this.sheet.isTouched();
    if (busy) {
      this.sending.refuse(this.page.setting.words.form_open);
      element("place-form")?.scrollIntoView({ block: "nearest" });
    }
    return busy;
  }

  /** A button of the card, or of the log. */
  act(object: string, key: string): void {
    const held = heldNow(this.page, object);
    if (!held || !this.page.may("draw") || this.isBusy()) return;
    const kind = kindOf(this.page, held.kind);
    const verb = verbOf(key);
    const { geometry } = held;
    this.close();
    if (verb !== null) this.open({ is: "verb", object, kind, verb }, null, held.values);
    else if (key === "change") this.open({ is: "change", object, kind }, null, held.values);
    else if (key === "withdraw") this.open({ is: "withdraw", object, kind }, null, held.values);
    else if (geometry) this.reshape(key === "move" ? "move" : "shape", object, kind, geometry, held.values);
  }

  private reshape(is: "move" | "shape", object: string, kind: Kind, geometry: Geometry, values: Values): void {
    const measures = measuresOf(geometry);
    if (is === "shape" && measures) {
      this.open({ is, object, kind }, { geometry, measures }, values);
      return;
    }
    const { words } = this.page.setting;
    this.again = () => this.reshape(is, object, kind, geometry, values);
    here.drawing?.begin({
      title: fill(words[TITLES[is]], { name: this.page.nameOf(object) }),
      tools: [is === "move" ? "move" : "edit"],
      geometry,
      done: (drawn) => this.open({ is, object, kind }, carried(drawn, measures), values),
    });
  }

  private open(deed: Deed, shape: Shape | null, before: Values): void {
    const { words } = this.page.setting;
    this.deed = deed;
    this.before = before;
    this.kept = new Map();
    this.now = null;
    this.opened = this.page.entries.at(-1)?.seq ?? 0;
    const { kind } = deed;
    const name = deed.is === "place" ? kind.label : this.page.nameOf(deed.object);
    const verb = deed.is === "verb" ? kind.verbs[deed.verb].label : "";
    say("place-title", fill(words[TITLES[deed.is]], { name, verb }));
    this.sheet.fill(deed, shape, before);
    const { clock, setting, wording } = this.page;
    const ahead = clock.shown.time > present();
    const planned = (ahead || this.page.isToCome) && this.page.may("plan");
    const status = deed.is === "place" ? firstStatus(kind, planned) : "";
    set("place-status", { data: Object.entries(kind.statuses).map(([value, label]) => ({ value, label })), value: status });
    // Of an operation that is still to come, what is planned is planned for all of it until somebody says otherwise.
    const window = planned && this.page.isToCome ? [setting.operation.starts_at, setting.operation.ends_at] : [];
    for (const [i, id] of ["place-from", "place-to"].entries()) set(id, { value: window[i] === undefined ? "" : wording.forInput(window[i]) });
    set("place-text", { value: "" });
    // Nothing has happened at an instant that is still to come: it is said now.
    const when: When = clock.live || ahead ? "now" : "shown";
    set("place-when", { value: when });
    showAudience("place", null, null, this.page.wording);
    set("place-record", { children: words[`record_${deed.is}`] ?? words.record });
    this.sending.clear();
    reveal("place-status", deed.is === "place");
    reveal("place-form", true);
    this.turned(status, when, "");
    this.grown();
    element("place-form")?.scrollIntoView({ block: "nearest" });
    requestAnimationFrame(() => element("place-form")?.querySelector<HTMLElement>("#place-fields input, #place-text")?.focus());
  }

  /** Forget what was begun, typed or drawn: only when the writer says so, or it is recorded. */
  close(): void {
    this.deed = this.asked = null;
    this.sheet.empty();
    reveal("place-form", false);
    here.drawing?.stop();
  }

  /** Another status, hour or audience was chosen. */
  turned(status: string, when: When, whenAt: string): void {
    this.turn = { status, when, whenAt };
    if (!this.sending.pending) this.now = null;
    const planned = this.deed?.is === "place" && status === "planned";
    for (const id of ["place-from", "place-to"]) reveal(id, planned);
    reveal("place-when-at", when === "at");
    this.allow();
    this.sayWhen();
  }

  /** Entries came: others may have written of the same object. */
  grown(): void {
    this.lookBack();
    // Our own may come before the answer to it: then it is not somebody else's.
    if (!this.deed || this.underWay) return;
    const said = this.deed.is === "place" ? null : this.meanwhile(this.deed.object, this.opened, [...this.kept.values()]);
    say("place-newer", said ?? "");
    reveal("place-newer", said !== null);
  }

  /** Once the page holds what was recorded, it holds what came before it too. */
  private lookBack(): void {
    const { last } = this;
    if (!last || (this.page.entries.at(-1)?.seq ?? 0) < Math.max(...last.seqs)) return;
    this.last = null;
    const said = this.meanwhile(last.object, last.opened, last.seqs);
    if (said) addMeanwhile(said);
  }

  /** The rights, or the eyes one sees with, have changed. */
  allow(): void {
    if (!this.deed) return;
    const action = this.deed.is === "place" && this.turn.status === "planned" ? "plan" : "draw";
    allow("place-record", this.page.may(action), this.page.why(action));
  }

  mend(): void {
    this.sheet.mend();
    this.sending.clear();
  }

  redraw(): void {
    const { again } = this;
    this.close();
    again?.();
  }

  async record(asked: Asked): Promise<void> {
    const { deed, page } = this;
    if (!deed) return;
    this.asked = asked;
    const { words } = page.setting;
    const { crossed, shape } = this.sheet;
    if (crossed) return this.sending.refuse(`${crossed.sentence} ${words.mend_first}`);
    const occurred = this.instant(asked.when, asked.whenAt);
    if (occurred === null) return this.sending.refuse(words.unreadable_time);
    const typed = this.sheet.read(deed);
    if ("wrong" in typed) return this.sending.refuse(typed.wrong);
    const window = deed.is === "place" && asked.status === "planned" ? [asked.from, asked.to] : ["", ""];
    const [plannedFrom, plannedTo] = window.map((text) => (text ? page.wording.fromInput(text) : null));
    if ((window[0] && plannedFrom === null) || (window[1] && plannedTo === null)) return this.sending.refuse(words.unreadable_limit);
    const limits = audienceOf(asked.audience, page.wording, words);
    if ("wrong" in limits) return this.sending.refuse(limits.wrong);
    const drawn = { geometry: shape?.geometry ?? null, measures: shape?.measures ?? null };
    const said = { ...drawn, status: asked.status, values: typed.values, plannedFrom, plannedTo };
    const facts = factsOf(deed, said, this.before);
    if (facts.length === 0) return this.sending.refuse(words.nothing_changed);
    const more = { occurred_at: new Date(occurred).toISOString(), category: deed.kind.category, ...limits };
    this.underWay = true;
    const sent = await this.send(deed, facts, asked.text.trim(), more);
    this.underWay = false;
    if (sent) this.done(deed);
  }

  /** One after the other; what is kept already is not sent again. */
  private async send(deed: Deed, facts: readonly Fact[], text: string, more: Record<string, unknown>): Promise<boolean> {
    for (const [i, { fact, body }] of facts.entries()) {
      const key = JSON.stringify([fact, body]);
      if (this.kept.has(key)) continue;
      const seq = await this.sending.record(this.page, fact, body, { ...more, ...(i === 0 && text && { text }) });
      if (this.deed !== deed) return false;
      if (seq === null) return false;
      this.kept.set(key, seq);
    }
    return true;
  }

  private done({ is, object }: Deed): void {
    const seqs = [...this.kept.values()];
    showRecorded(this.page, seqs);
    this.last = is === "place" ? null : { object, opened: this.opened, seqs };
    this.close();
    this.lookBack();
  }

  /** What others recorded of an object since a form was opened, as a sentence; null for nothing. */
  private meanwhile(object: string, opened: number, ours: readonly number[]): string | null {
    const theirs = this.page.entries.filter(({ seq, objects }) => seq > opened && !ours.includes(seq) && objects.includes(object));
    const newest = theirs.at(-1);
    if (!newest) return null;
    const { seq, author, organisation, sentence } = newest;
    return fill(this.page.setting.words.meanwhile, { seq, who: `${author}, ${organisation}`, sentence });
  }

  private sayWhen(): void {
    if (!this.deed) return;
    const at = occurredAt(this.turn.when, this.turn.whenAt, this.page.clock.shown.time, this.page.wording);
    say("place-when-said", at === null ? "" : fill(this.page.setting.words.dated, { time: this.page.wording.dayAndTime(at) }));
  }

  /** "Now" is when it was first sent: sent again, it must be the very same entry. */
  private instant(when: When, whenAt: string): number | null {
    if (when !== "now" && when !== "ago") return occurredAt(when, whenAt, this.page.clock.shown.time, this.page.wording);
    if (!this.sending.pending) this.now = null;
    return (this.now ??= occurredAt(when, whenAt, 0, this.page.wording));
  }
}
