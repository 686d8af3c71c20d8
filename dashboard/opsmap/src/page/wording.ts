// Instants in words: the operation's local time, its day, and how far it is from now.

export type Locale = "fr" | "en";

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365.25 * 86_400_000],
  ["month", 30.44 * 86_400_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** How long something lasts: "42 s", "1 min 05 s", "12 min", "50 h 05". */
export function lasting(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds}\u00a0s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10 && seconds % 60) return `${minutes}\u00a0min\u00a0${String(seconds % 60).padStart(2, "0")}\u00a0s`;
  if (minutes < 60) return `${minutes}\u00a0min`;
  return `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(minutes % 60).padStart(2, "0")}`;
}

export class Wording {
  private readonly hour: Intl.DateTimeFormat;
  private readonly short: Intl.DateTimeFormat;
  private readonly day: Intl.DateTimeFormat;
  private readonly brief: Intl.DateTimeFormat;
  private readonly parts: Intl.DateTimeFormat;
  private readonly relative: Intl.RelativeTimeFormat;

  constructor(
    readonly locale: Locale,
    readonly zone: string,
  ) {
    const tag = locale === "fr" ? "fr-FR" : "en-GB";
    const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
      new Intl.DateTimeFormat(tag, { timeZone: zone, hourCycle: "h23", ...options });
    this.hour = format({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
    this.short = format({ hour: "2-digit", minute: "2-digit" });
    this.day = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
    this.brief = format({ day: "2-digit", month: "2-digit" });
    this.parts = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    this.relative = new Intl.RelativeTimeFormat(tag, { numeric: "always" });
  }

  clockTime(time: number): string {
    return this.hour.format(time);
  }

  shortTime(time: number): string {
    return this.short.format(time);
  }

  /** "24/08 14:05": for where the day is not said elsewhere. */
  dayAndTime(time: number): string {
    return `${this.brief.format(time)} ${this.short.format(time)}`;
  }

  /** "24/08 14:05:30". */
  precisely(time: number): string {
    return `${this.brief.format(time)} ${this.hour.format(time)}`;
  }

  weekday(time: number): string {
    return this.day.format(time);
  }

  /** "2 hours ago", "in 5 minutes"; below a minute, null. */
  distance(time: number, now: number): string | null {
    const away = time - now;
    const found = UNITS.find(([, length]) => Math.abs(away) >= length);
    return found ? this.relative.format(Math.trunc(away / found[1]), found[0]) : null;
  }

  /** The text of a `datetime-local` input that shows `time` in the operation's zone. */
  forInput(time: number): string {
    const part = Object.fromEntries(this.parts.formatToParts(time).map(({ type, value }) => [type, value]));
    return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
  }

  /**
   * The instant a `datetime-local` text names in the operation's zone, ms; null if it names none.
   * An hour that happens twice in October is taken the first time; one skipped in March, an hour on.
   */
  fromInput(text: string): number | null {
    const asUtc = Date.parse(`${text}Z`);
    if (Number.isNaN(asUtc)) return null;
    const candidates = [-1, 0, 1].map((days) => asUtc - this.offset(asUtc + days * 86_400_000));
    const exact = candidates.filter((time) => this.forInput(time) === this.minute(text));
    return exact.length ? Math.min(...exact) : asUtc - this.offset(asUtc - 86_400_000);
  }

  private minute(text: string): string {
    return text.slice(0, 16);
  }

  private offset(time: number): number {
    const whole = Math.floor(time / 1000) * 1000;
    const part = Object.fromEntries(this.parts.formatToParts(whole).map(({ type, value }) => [type, value]));
    const local = Date.UTC(+part.year!, +part.month! - 1, +part.day!, +part.hour!, +part.minute!, +part.second!);
    return local - whole;
  }
}
