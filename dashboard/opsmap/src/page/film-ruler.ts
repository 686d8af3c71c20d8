/** Over the strip of the slider: the two marks, what lies between them, dead time, and a flag for each remark. */
import { element } from "./dash";
import { make } from "./dom";
import type { Interval } from "./running";

/** What is set on the ruler. */
export interface Ruled {
  readonly span: Interval;
  readonly marks: Readonly<Record<Mark, number | null>>;
  readonly looping: boolean;
  readonly dead: readonly Interval[];
  readonly flags: readonly { readonly id: string; readonly at: number; readonly category: string; readonly title: string }[];
}

export type Mark = "a" | "b";

export interface Hands {
  /** A mark was led to an instant. */
  led(mark: Mark, time: number): void;
  /** The clock is to go to a mark. */
  gone(mark: Mark): void;
  /** A flag was pressed. */
  pressed(id: string): void;
  words(): Record<string, string>;
  /** An instant as it is said. */
  say(time: number): string;
  lasting(ms: number): string;
}

const MINUTE = 60_000;

export class FilmRuler {
  private ruled: Ruled | null = null;
  private readonly handles = new Map<Mark, HTMLElement>();

  constructor(private readonly hands: Hands) {}

  draw(ruled: Ruled): void {
    this.ruled = ruled;
    const box = element("film-ruler");
    if (!box) return;
    const { marks, dead, flags, looping } = ruled;
    const words = this.hands.words();
    const between = marks.a !== null && marks.b !== null ? [this.band({ from: marks.a, to: marks.b }, looping ? "between looping" : "between")] : [];
    const quiet = dead.map((each) => {
      const band = this.band(each, "dead");
      band.title = words.dead_time.replace("{duration}", this.hands.lasting(each.to - each.from));
      return band;
    });
    const drawn = flags.map(({ id, at, category, title }) => {
      const flag = make("button", { className: `flag ${category}`, title, onclick: () => this.hands.pressed(id) });
      // The panel lists them for whoever uses keys, and J goes from one to the next.
      flag.tabIndex = -1;
      flag.setAttribute("aria-hidden", "true");
      flag.style.setProperty("--at", String(this.share(at)));
      return flag;
    });
    const handles = (["a", "b"] as const).flatMap((mark) => (marks[mark] === null ? [] : [this.handle(mark, marks[mark])]));
    // A handle that is held stays the element it is.
    const kept = new Set<Node>(handles);
    for (const child of [...box.childNodes]) if (!kept.has(child)) child.remove();
    box.prepend(...between, ...quiet, ...drawn);
    for (const handle of handles) if (!handle.isConnected) box.append(handle);
  }

  private share(time: number): number {
    const { from, to } = this.ruled!.span;
    return to > from ? Math.min(1, Math.max(0, (time - from) / (to - from))) : 0;
  }

  private band({ from, to }: Interval, className: string): HTMLElement {
    const band = make("div", { className });
    band.style.setProperty("--at", String(this.share(from)));
    band.style.setProperty("--wide", String(this.share(to) - this.share(from)));
    return band;
  }

  private handle(mark: Mark, time: number): HTMLElement {
    const handle = this.handles.get(mark) ?? this.made(mark);
    const { from, to } = this.ruled!.span;
    handle.style.setProperty("--at", String(this.share(time)));
    handle.setAttribute("aria-label", this.hands.words()[`mark_${mark}`]);
    handle.setAttribute("aria-valuemin", "0");
    handle.setAttribute("aria-valuemax", String(Math.round((to - from) / 1000)));
    handle.setAttribute("aria-valuenow", String(Math.round((time - from) / 1000)));
    handle.setAttribute("aria-valuetext", this.hands.say(time));
    return handle;
  }

  private made(mark: Mark): HTMLElement {
    const handle = make("div", { className: `handle ${mark}` }, mark.toUpperCase());
    handle.setAttribute("role", "slider");
    handle.tabIndex = 0;
    handle.addEventListener("pointerdown", (event) => {
      handle.setPointerCapture(event.pointerId);
      event.preventDefault();
      handle.focus();
    });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const { left, width } = handle.parentElement!.getBoundingClientRect();
      const { from, to } = this.ruled!.span;
      this.hands.led(mark, from + Math.min(1, Math.max(0, (event.clientX - left) / width)) * (to - from));
    });
    handle.addEventListener("dblclick", () => this.hands.gone(mark));
    handle.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.hands.gone(mark);
      const by: Record<string, number> = { ArrowLeft: -MINUTE, ArrowDown: -MINUTE, ArrowRight: MINUTE, ArrowUp: MINUTE, PageDown: -60 * MINUTE, PageUp: 60 * MINUTE };
      if (!(event.key in by)) return;
      // Not the clock's keys while a mark is held.
      event.stopPropagation();
      event.preventDefault();
      this.hands.led(mark, this.ruled!.marks[mark]! + by[event.key] * (event.shiftKey ? 10 : 1));
    });
    this.handles.set(mark, handle);
    return handle;
  }
}
