/** The film of an operation: its two marks and the loop between them, and the dead time that is passed over. */
import { Pace } from "../pace";
import { element, reveal, say, set } from "./dash";
import { FilmRuler, type Mark } from "./film-ruler";
import { here } from "./here";
import type { Page } from "./page";
import { present } from "./present";
import { tellsWhatHappened } from "./span";
import { deadTimes, type Interval } from "./running";
import { fill } from "./setting";
import { lasting } from "./wording";

const MINUTE = 60_000;
/** What was passed over is said for so long, ms. */
const NOTICED = 2_600;
/** Positions come every second: what is dead time is found anew so often, ms. */
const FOUND_EVERY = 2_000;

export const gestures = {
  playedBack(clicks: number | undefined): void {
    if (clicks) here.page?.dial.toggle(false);
  },

  replayShown(clicks: number | undefined): void {
    if (clicks) here.page?.replay.unfold();
  },

  marksTyped(from: string | null, to: string | null): void {
    here.page?.replay.typed(from ?? "", to ?? "");
  },

  markedFrom(clicks: number | undefined): void {
    if (clicks) here.page?.replay.markHere("a");
  },

  markedTo(clicks: number | undefined): void {
    if (clicks) here.page?.replay.markHere("b");
  },

  looped(on: boolean | null): void {
    here.page?.replay.loop(on ?? false);
  },

  skipping(on: boolean | null, minutes: string | null): void {
    here.page?.replay.skip(on ?? false, Number(minutes ?? 10));
  },

  logCaughtUp(clicks: number | undefined): void {
    if (clicks) here.page?.grid.catchUp();
  },
};

export class Replay {
  private readonly marks: Record<Mark, number | null> = { a: null, b: null };
  private looping = false;
  private skips = false;
  private quiet = 10 * MINUTE;
  private dead: Interval[] = [];
  private drawn = "";
  private noticing: ReturnType<typeof setTimeout> | null = null;
  private readonly ruler: FilmRuler;
  private readonly finding = new Pace(FOUND_EVERY, () => this.find());

  constructor(private readonly page: Page) {
    this.ruler = new FilmRuler({
      led: (mark, time) => this.mark(mark, time),
      gone: (mark) => page.clock.goTo(this.marks[mark] ?? page.clock.shown.time),
      pressed: (id) => page.remarks.goTo(id),
      words: () => page.setting.words,
      say: (time) => page.wording.precisely(time),
      lasting,
    });
    page.clock.jumped = (over) => this.notice(over);
    page.clock.listen(() => this.drawIfMoved());
    page.dial.others = (key) => this.press(key);
  }

  /** Another operation: nothing is marked on its film yet. */
  begin(): void {
    [this.marks.a, this.marks.b] = [null, null];
    [this.dead, this.page.clock.dead] = [[], []];
    this.tellMarks();
    this.loop(false);
    set("loop", { checked: false });
  }

  /** The reel grew, and with it the time there is a film of. */
  grown(): void {
    this.drawIfMoved();
    this.moved();
  }

  /** Something else is remarked on it. */
  renew(): void {
    this.draw();
    this.moved();
  }

  /** Devices told more. */
  moved(): void {
    if (this.skips) this.finding.ask();
  }

  /** From where to where a film is made, if both marks are set. */
  get between(): Interval | null {
    const { a, b } = this.marks;
    return a !== null && b !== null && a < b ? { from: a, to: b } : null;
  }

  get passes(): boolean {
    return this.skips;
  }

  /** The dead time of the way of seeing that is chosen now. */
  deadTime(): Interval[] {
    const { clock, entries } = this.page;
    const believed = clock.shown.way === "believed";
    const told = entries.filter(tellsWhatHappened).flatMap((entry) => (believed ? [entry.occurred_at, entry.recorded_at] : [entry.occurred_at]));
    // What is still to come is not dead.
    const to = clock.canFollow ? Math.min(clock.span.to, present()) : clock.span.to;
    return deadTimes([...told, ...this.page.wentAt(), ...this.page.remarks.instants()], { from: clock.span.from, to }, this.quiet);
  }

  unfold(on = element("replay")?.classList.contains("hidden") ?? false): void {
    reveal("replay", on);
    element("replay-more")?.setAttribute("aria-expanded", String(on));
  }

  markHere(mark: Mark): void {
    this.mark(mark, this.page.clock.shown.time);
    this.unfold(true);
  }

  mark(mark: Mark, time: number): void {
    const { from, to } = this.page.clock.span;
    this.marks[mark] = Math.round(Math.min(to, Math.max(from, time)));
    this.tellMarks();
    this.applyLoop();
  }

  /** Minutes are typed: an instant that was set to the second stays what it is until another one is. */
  typed(from: string, to: string): void {
    const { wording } = this.page;
    for (const [mark, text] of [["a", from], ["b", to]] as const) {
      const held = this.marks[mark];
      if (text === (held === null ? "" : wording.forInput(held))) continue;
      this.marks[mark] = text ? wording.fromInput(text) : null;
    }
    this.applyLoop();
  }

  loop(on: boolean): void {
    this.looping = on;
    this.applyLoop();
  }

  skip(on: boolean, minutes: number): void {
    [this.skips, this.quiet] = [on, minutes * MINUTE];
    if (on) this.find();
    else [this.dead, this.page.clock.dead] = [[], []];
    this.draw();
  }

  /** The way of seeing changed: what is written late happens at another instant. */
  seen(): void {
    if (this.skips) this.find();
  }

  private press(key: string): boolean {
    if (key === "a" || key === "b") this.markHere(key);
    else if (key === "o") set("loop", { checked: !this.looping });
    else if (key === "k") set("skip", { checked: !this.skips });
    else if (key === "m") this.page.remarks.compose();
    else if (key === "j" || key === "J") this.page.remarks.step(key === "j");
    else return false;
    if (key === "o" || key === "k") this.unfold(true);
    return true;
  }

  private applyLoop(): void {
    const { words } = this.page.setting;
    const [{ a, b }, { between }] = [this.marks, this];
    this.page.clock.loop = this.looping ? between : null;
    const wrong = a !== null && b !== null && !between ? words.marks_order : this.looping && !between ? words.marks_missing : "";
    say("replay-said", wrong);
    this.draw();
  }

  private tellMarks(): void {
    const { wording } = this.page;
    const { a, b } = this.marks;
    set("loop-from", { value: a === null ? "" : wording.forInput(a) });
    set("loop-to", { value: b === null ? "" : wording.forInput(b) });
  }

  private find(): void {
    this.dead = this.deadTime();
    this.page.clock.dead = this.dead;
    this.draw();
  }

  private notice({ from, to }: Interval): void {
    say("skipped", `⏭ ${fill(this.page.setting.words.skipped, { duration: lasting(to - from) })}`);
    reveal("skipped", true);
    if (this.noticing !== null) clearTimeout(this.noticing);
    this.noticing = setTimeout(() => reveal("skipped", false), NOTICED);
  }

  /** The slider of what has no end moves on with the present. */
  private drawIfMoved(): void {
    const { from, to } = this.page.clock.span;
    if (this.drawn && this.drawn !== `${from} ${to}`) this.draw();
  }

  draw(): void {
    const { span } = this.page.clock;
    this.drawn = `${span.from} ${span.to}`;
    this.ruler.draw({ span, marks: this.marks, looping: this.looping, dead: this.dead, flags: this.page.remarks.flags() });
  }
}
