/** The dial: the slider, its buttons and its keys, and the instant written in big. */
import type { Clock, Moment } from "./clock";
import { element, mounted, say, set } from "./dash";
import { present } from "./present";
import type { Setting } from "./setting";
import { following, instants, preceding } from "./steps";
import type { Wording } from "./wording";

const MINUTE = 60_000;
const AGE_MS = 200;
/** As `views/timeline.py` offers them. */
export const SPEEDS = [1, 2, 5, 10, 30, 60, 120, 300, 600] as const;
const SIGNS = [
  ["play", true, "▶"],
  ["play-back", false, "◀"],
] as const;

export class Dial {
  private stops: number[] = [];
  private slider: HTMLInputElement | null = null;
  private cursor: HTMLElement | null = null;
  /** Keys that are somebody else's, wherever they are pressed. */
  others: (key: string) => boolean = () => false;
  private age: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly clock: Clock,
    private setting: Setting,
    private wording: Wording,
  ) {
    void this.wire();
    clock.listen((moment) => this.show(moment));
  }

  speak(setting: Setting, wording: Wording): void {
    this.setting = setting;
    this.wording = wording;
  }

  /** Set how far the slider goes and where it may stop: at every entry. What it shows follows when the clock tells. */
  stopAt(times: Iterable<number>): void {
    this.stops = instants(times);
    if (!this.slider) return;
    // Seconds from the start: small whole numbers, as assistive technology reads them.
    this.slider.max = String(Math.ceil((this.clock.span.to - this.clock.span.from) / 1000));
  }

  step(forward: boolean): void {
    const next = (forward ? following : preceding)(this.stops, this.clock.shown.time);
    if (next !== null) this.clock.goTo(next);
  }

  /** Run on, or stand still; who stays with the present stops there. */
  toggle(forward = true): void {
    const { playing, live } = this.clock;
    if (playing ? this.clock.forward === forward : live && forward) this.clock.stop();
    else this.clock.play(forward);
    this.show(this.clock.shown);
  }

  /** The next speed there is, or the one before. */
  hurry(faster: boolean): void {
    const { speed } = this.clock;
    const next = faster ? SPEEDS.find((each) => each > speed) : SPEEDS.findLast((each) => each < speed);
    if (next === undefined) return;
    // At once, for who presses again before the list has said it.
    this.clock.speed = next;
    set("speed", { value: String(next) });
  }

  /** Returns whether the key was one of ours. */
  press(key: string, wide: boolean): boolean {
    const { time } = this.clock.shown;
    const by: Record<string, number> = {
      ArrowLeft: wide ? -10 * MINUTE : -MINUTE,
      ArrowRight: wide ? 10 * MINUTE : MINUTE,
      PageUp: 60 * MINUTE,
      PageDown: -60 * MINUTE,
    };
    if (key in by) this.clock.goTo(time + by[key]);
    else if (key === "Home") this.clock.goTo(this.clock.span.from);
    else if (key === "End") this.clock.goTo(this.clock.span.to);
    else if (key === ",") this.step(false);
    else if (key === ".") this.step(true);
    else if (key === " ") this.toggle(this.clock.playing ? this.clock.forward : true);
    else if (key === "r") this.toggle(false);
    else if (key === "<" || key === ">") this.hurry(key === ">");
    else if (key === "l") this.clock.follow();
    else return this.others(key);
    return true;
  }

  private async wire(): Promise<void> {
    this.slider = await mounted<HTMLInputElement>("time-slider");
    this.cursor = element("cursor");
    this.slider.addEventListener("input", () => {
      this.clock.goTo(this.clock.span.from + Number(this.slider!.value) * 1000);
    });
    this.slider.addEventListener("keydown", (event) => {
      if (this.press(event.key, event.shiftKey)) event.preventDefault();
    });
  }

  private show(moment: Moment): void {
    const { time } = moment;
    const clockTime = this.wording.clockTime(time);
    const day = this.wording.weekday(time);
    say("instant", clockTime);
    say("instant-day", day);
    // How long ago is worth a moment's patience, not a frame's work.
    this.age ??= setTimeout(() => this.sayAge(), AGE_MS);
    element("instant")?.setAttribute("datetime", new Date(time).toISOString());
    for (const [id, forward, sign] of SIGNS) {
      const on = this.clock.playing && this.clock.forward === forward;
      element(id)?.classList.toggle("on", on);
      say(`${id}-sign`, on ? "❚❚" : sign);
    }
    // Read out at every step they would be noise.
    element("figures")?.setAttribute("aria-live", this.clock.playing ? "off" : "polite");
    element("live")?.classList.toggle("on", this.clock.live);
    say("live-sign", this.clock.canFollow ? this.setting.words.follow : this.setting.words.end);
    const { from, to } = this.clock.span;
    if (this.slider) {
      const value = String(Math.round((time - from) / 1000));
      if (this.slider.value !== value) this.slider.value = value;
      this.slider.setAttribute("aria-valuetext", `${day} ${clockTime}`);
    }
    if (this.cursor && to > from) this.cursor.style.setProperty("--at", String((time - from) / (to - from)));
  }

  private sayAge(): void {
    this.age = null;
    const { live, now } = this.setting.words;
    say("instant-age", this.clock.live ? live : (this.wording.distance(this.clock.shown.time, present()) ?? now));
  }
}
