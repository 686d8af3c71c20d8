/** The staffing chart on the page: plotly draws it, and each bar has a button over it that is moved, stretched and opened. */
import { clipped, ticksOf, type Bar, type Row } from "../gantt";
import { gripsOf, moved, SNAP, type Grip, type Hours } from "../replan";
import type { Stretch } from "../shifts";
import { element } from "./dash";
import { make } from "./dom";
import { figureOf, heightOf, LANE, LEFT, RIGHT } from "./gantt-figure";
import { draw } from "./plotly";
import type { Wording } from "./wording";

/** So near its ends, px, a bar is stretched; a third of it, where it is short. */
const EDGE = 9;
/** So far, px, a hand shakes when it only clicks. */
const SHAKE = 3;
const HOUR_STEPS = 12;

export interface Shown {
  rows: readonly Row[];
  range: Stretch;
  now: number;
}

/** What the view asks of the panel. */
export interface Asks {
  wording(): Wording;
  /** Why nothing may be moved now, whatever the bar; null where it may. */
  barred(): string | null;
  /** Why this bar does not move. */
  fixed(why: string): string;
  /** What there is to say of a bar, all of it. */
  told(bar: Bar): string;
  /** What is written on it. */
  label(bar: Bar): string;
  hours(hours: Hours): string;
  say(sentence: string): void;
  open(id: string): void;
  replan(bar: Bar, hours: Hours): void;
  /** What was held was put back: what came meanwhile is to be shown. */
  rested(): void;
}

interface Hold {
  bar: Bar;
  button: HTMLElement;
  grip: Grip;
  hours: Hours;
  by: "pointer" | "keys";
}

export class GanttView {
  private shown: Shown | null = null;
  private hold: Hold | null = null;
  /** A hand is on a bar: the chart is not drawn anew under it. */
  private pressed = false;
  private width = 0;
  private current: string | null = null;
  private readonly sizes = new ResizeObserver(() => this.resized());

  constructor(private readonly asks: Asks) {}

  get moving(): boolean {
    return this.hold !== null || this.pressed;
  }

  open(): void {
    const box = element("gantt-plot");
    if (box) this.sizes.observe(box);
  }

  close(): void {
    this.sizes.disconnect();
    this.drop();
    this.shown = null;
  }

  show(shown: Shown): void {
    this.shown = shown;
    const [plot, chart, bars] = ["gantt-plot", "gantt-chart", "gantt-bars"].map((id) => element(id));
    if (!plot || !chart || !bars) return;
    this.width = plot.clientWidth;
    if (this.width === 0) return;
    const hours = this.hours(shown.range);
    void draw(chart, figureOf({ ...shown, width: this.width, hours }));
    bars.style.height = `${heightOf(shown.rows)}px`;
    const held = (document.activeElement as HTMLElement | null)?.dataset?.bar ?? null;
    const made = shown.rows.flatMap((row) => row.lanes.flatMap((lane, i) => lane.map((bar) => this.button(bar, row.top + i))));
    bars.replaceChildren(...made.filter((button) => button !== null));
    const first = bars.querySelector<HTMLElement>("[data-bar]");
    const back = this.current && bars.querySelector<HTMLElement>(`[data-bar="${CSS.escape(this.current)}"]`);
    (back || first)?.setAttribute("tabindex", "0");
    if (held) bars.querySelector<HTMLElement>(`[data-bar="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
    this.point(shown.now);
  }

  /** The clock moved: one element is. */
  point(time: number): void {
    const cursor = element("gantt-cursor");
    if (!cursor || !this.shown) return;
    const [from, to] = this.shown.range;
    const part = (time - from) / (to - from);
    cursor.classList.toggle("away", part < 0 || part > 1);
    cursor.style.transform = `translateX(${(part * this.room).toFixed(1)}px)`;
  }

  /** Put back what is being moved; answers whether anything was. */
  drop(): boolean {
    if (!this.hold) return false;
    const { bar, button } = this.hold;
    this.hold = null;
    button.classList.remove("held");
    this.lay(button, bar.start, bar.end);
    this.write(button, bar);
    return true;
  }

  /** Put it back, and show what came while it was held. */
  private release(): boolean {
    const had = this.drop();
    if (had) setTimeout(() => this.asks.rested());
    return had;
  }

  /** The width of the hours, px. */
  private get room(): number {
    return this.width - LEFT - RIGHT;
  }

  /** The hours over the chart, which stay in view above its rows; at midnight, the day. */
  private hours(range: Stretch): number[] {
    const wording = this.asks.wording();
    const midnight = wording.fromInput(`${wording.forInput(range[0]).slice(0, 10)}T00:00`) ?? range[0];
    const ticks = ticksOf(range, this.room, midnight);
    const made = ticks.map((at) => {
      const hour = wording.shortTime(at);
      const tick = hour === "00:00" ? make("b", {}, wording.dayAndTime(at).slice(0, 5)) : make("span", {}, hour);
      tick.style.left = `${LEFT + ((at - range[0]) / (range[1] - range[0])) * this.room}px`;
      return tick;
    });
    element("gantt-hours")?.replaceChildren(...made);
    return ticks;
  }

  private resized(): void {
    const plot = element("gantt-plot");
    if (this.shown && plot && plot.clientWidth !== this.width) this.show(this.shown);
  }

  private button(bar: Bar, lane: number): HTMLElement | null {
    if (!this.shown || !clipped(bar.start, bar.end, this.shown.range)) return null;
    const movable = this.asks.barred() === null && typeof gripsOf(bar, this.shown.now) !== "string";
    const state = bar.use === "break" ? "break" : bar.status === "planned" || bar.status === "active" ? bar.status : "closed";
    const button = make("button", {
      className: `bar ${state}${bar.findings.length ? " marked" : ""}${bar.pending ? " pending" : ""}${movable ? " movable" : ""}`,
    });
    button.dataset.bar = bar.id;
    button.tabIndex = -1;
    button.style.top = `${lane * LANE + 2}px`;
    this.lay(button, bar.start, bar.end);
    this.write(button, bar);
    button.addEventListener("pointerdown", (event) => this.press(event, bar, button));
    button.addEventListener("keydown", (event) => this.key(event, bar, button));
    button.addEventListener("dblclick", () => this.asks.open(bar.id));
    button.addEventListener("focus", () => this.focused(bar, button));
    button.addEventListener("blur", () => this.hold?.by === "keys" && this.hold.button === button && this.release());
    return button;
  }

  private lay(button: HTMLElement, start: number, end: number): void {
    const [from, to] = this.shown!.range;
    const [left, right] = [start, end].map((at) => Math.min(1, Math.max(0, (at - from) / (to - from))) * this.room);
    button.style.left = `${left}px`;
    button.style.width = `${Math.max(4, right - left)}px`;
  }

  private write(button: HTMLElement, bar: Bar): void {
    const told = this.asks.told(bar);
    button.replaceChildren(bar.findings.length ? make("span", { className: "sign", aria: { hidden: "true" } }, "⚠ ") : "", this.asks.label(bar));
    button.setAttribute("aria-label", told);
    button.title = told;
  }

  private focused(bar: Bar, button: HTMLElement): void {
    element("gantt-bars")?.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
    button.tabIndex = 0;
    this.current = bar.id;
  }

  private whyNot(bar: Bar, grip: Grip | null): string | null {
    const barred = this.asks.barred();
    if (barred) return barred;
    const grips = gripsOf(bar, this.shown!.now);
    if (typeof grips === "string") return this.asks.fixed(grips);
    return grip === null || grips.includes(grip) ? null : this.asks.fixed("begun");
  }

  private press(event: PointerEvent, bar: Bar, button: HTMLElement): void {
    if (event.button !== 0 || !this.shown || bar.pending) return;
    const grip = this.gripAt(event, bar, button);
    const why = this.whyNot(bar, grip);
    const from = event.clientX;
    const perPixel = (this.shown.range[1] - this.shown.range[0]) / this.room;
    let started = false;
    const move = (to: PointerEvent): void => {
      if (!started && Math.abs(to.clientX - from) < SHAKE) return;
      if (!started) {
        started = true;
        if (why) {
          this.asks.say(why);
          done();
          return;
        }
        this.take(bar, button, grip, "pointer");
        button.setPointerCapture(event.pointerId);
      }
      if (this.hold?.button !== button) done();
      else this.preview(moved(planOf(bar), grip, (to.clientX - from) * perPixel, this.shown!.now));
    };
    const up = (): void => {
      done();
      if (started && this.hold?.button === button) this.commit();
      else setTimeout(() => this.asks.rested());
    };
    const cancel = (): void => {
      done();
      this.release();
    };
    const escape = (pressed: KeyboardEvent): void => {
      if (pressed.key !== "Escape") return;
      pressed.stopPropagation();
      cancel();
    };
    const done = (): void => {
      this.pressed = false;
      document.removeEventListener("pointermove", move);
      document.removeEventListener("pointerup", up);
      document.removeEventListener("pointercancel", cancel);
      document.removeEventListener("keydown", escape, true);
    };
    this.pressed = true;
    document.addEventListener("pointermove", move);
    document.addEventListener("pointerup", up);
    document.addEventListener("pointercancel", cancel);
    document.addEventListener("keydown", escape, true);
  }

  /** Which grip is under the pointer; of what has begun, there is only its end. */
  private gripAt({ clientX }: PointerEvent, bar: Bar, button: HTMLElement): Grip {
    const grips = gripsOf(bar, this.shown!.now);
    if (typeof grips !== "string" && grips.length === 1) return grips[0];
    const { left, right, width } = button.getBoundingClientRect();
    const edge = Math.min(EDGE, width / 3);
    if (clientX - left < edge) return "start";
    return right - clientX < edge ? "end" : "whole";
  }

  /** Arrows move it, with Shift its end, with Alt its start; Enter records, Escape puts it back. */
  private key(event: KeyboardEvent, bar: Bar, button: HTMLElement): void {
    if (!this.shown || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    if (key === "ArrowUp" || key === "ArrowDown" || key === "Home" || key === "End") this.walk(button, key);
    else if (key === "ArrowLeft" || key === "ArrowRight") this.nudge(event, bar, button, key === "ArrowLeft" ? -1 : 1);
    else if (key === "PageUp" || key === "PageDown") this.nudge(event, bar, button, key === "PageUp" ? -HOUR_STEPS : HOUR_STEPS);
    else if (key === "Enter" || key === " ") {
      if (this.hold) this.commit();
      else this.asks.open(bar.id);
    } else if (key !== "Escape" || !this.release()) return;
    event.preventDefault();
    event.stopPropagation();
  }

  private nudge({ shiftKey, altKey }: KeyboardEvent, bar: Bar, button: HTMLElement, steps: number): void {
    const grips = gripsOf(bar, this.shown!.now);
    const only = typeof grips !== "string" && grips.length === 1 ? grips[0] : null;
    const grip: Grip = only ?? (shiftKey ? "end" : altKey ? "start" : "whole");
    const why = bar.pending ? "" : this.whyNot(bar, grip);
    if (why !== null) {
      if (why) this.asks.say(why);
      return;
    }
    if (!this.hold) this.take(bar, button, grip, "keys");
    if (this.hold!.by !== "keys") return;
    this.hold!.grip = grip;
    this.preview(moved(this.hold!.hours, grip, steps * SNAP, this.shown!.now));
  }

  /** The next bar of the chart, or the one before; the first or the last. */
  private walk(button: HTMLElement, key: string): void {
    const all = [...(element("gantt-bars")?.querySelectorAll<HTMLElement>("[data-bar]") ?? [])];
    const at = all.indexOf(button);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[key] ?? at;
    all[to]?.focus();
  }

  private take(bar: Bar, button: HTMLElement, grip: Grip, by: Hold["by"]): void {
    this.drop();
    this.hold = { bar, button, grip, hours: planOf(bar), by };
    button.classList.add("held");
  }

  private preview(hours: Hours): void {
    if (!this.hold) return;
    const { bar, button } = this.hold;
    this.hold.hours = hours;
    // What was taken up began when it did, whatever was planned.
    this.lay(button, bar.opened ?? hours.from, hours.to);
    const said = this.asks.hours(hours);
    button.replaceChildren(make("span", { className: "hours" }, said));
    button.setAttribute("aria-label", said);
    this.asks.say(said);
  }

  private commit(): void {
    if (!this.hold) return;
    const { bar, button, hours } = this.hold;
    const was = planOf(bar);
    if (hours.from === was.from && hours.to === was.to) {
      this.release();
      return;
    }
    this.hold = null;
    button.classList.remove("held");
    this.asks.replan(bar, hours);
  }
}

function planOf(bar: Bar): Hours {
  return { from: bar.from ?? bar.start, to: bar.to ?? bar.end };
}
