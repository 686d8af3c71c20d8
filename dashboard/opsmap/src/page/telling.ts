/** What changed and what is not as planned, in the sentences of the server (`review/differences.py`). */
import type { Apart } from "../apart";
import type { Part, Window } from "../difference";
import type { Deviation, Foresight } from "../plan";
import type { Reel } from "../reel";
import { fill } from "./setting";
import type { Wording } from "./wording";

export interface FieldWords {
  label: string;
  unit: string;
  type: string;
  choices: Record<string, string>;
}

export interface KindWords {
  label: string;
  one: string;
  statuses: Record<string, string>;
  fields: Record<string, FieldWords>;
  verbs: Record<string, { label: string; before: string[]; after: string }>;
}

/** As `views/telling.py` hands it over. */
export interface Told {
  changes: Record<string, string>;
  redrawn: string;
  nowhere: string;
  yes: string;
  no: string;
  not_given: string;
  departures: Record<string, string>;
  groups: Record<string, string>;
  deviations: Record<string, string>;
  compass: string[];
  days: string;
  sources: Record<string, string>;
  foresight: Foresight;
  kinds: Record<string, KindWords>;
}

export class Telling {
  constructor(
    private readonly reel: Reel,
    private readonly words: Told,
    private readonly wording: Wording,
    private readonly nameOf: (object: string) => string,
  ) {}

  /** One change in one sentence; hours of the day of `day` are told without their date. */
  part({ change, object, version, before, after, key, way }: Part, day: number): string {
    const { changes, redrawn } = this.words;
    const one = this.one(object, version);
    const { statuses } = this.kind(version);
    switch (change) {
      case "added":
        return fill(changes.added, { one, after: lowered(this.status(statuses, this.reel.versions.status[version])) });
      case "moved":
        return way && way.distance >= 1 ? fill(changes.moved, { one, ...this.way(way) }) : fill(redrawn, { one });
      case "status":
        return fill(changes.status, { one, ...this.turn(before, after, (said) => lowered(this.status(statuses, String(said)))) });
      case "kind":
        return fill(changes.kind, { one, ...this.turn(before, after, (said) => lowered(this.words.kinds[String(said)]?.label ?? String(said))) });
      case "window":
        return fill(changes.window, { one, ...this.turn(before, after, (said) => this.window(said as Window, day)) });
      case "value": {
        const [name, source] = key.split("@");
        const field = this.kind(version).fields[name];
        const label = lowered(field?.label ?? name) + (source ? ` (${this.words.sources[source] ?? source})` : "");
        return fill(changes.value, { one, label, ...this.turn(before, after, (said) => this.value(said, field, day)) });
      }
      default:
        return fill(changes[change], { one });
    }
  }

  /** One deviation in one sentence. */
  deviation({ departure, object, version, minutes, plannedAt, actualAt, way }: Deviation, day: number): string {
    return fill(this.words.departures[departure], {
      one: this.one(object, version),
      ...(minutes === null ? {} : { delay: this.delay(minutes) }),
      ...(plannedAt === null ? {} : { planned: this.moment(plannedAt, day) }),
      ...(actualAt === null ? {} : { actual: this.moment(actualAt, day) }),
      ...(way ? this.way(way) : {}),
    });
  }

  delay(minutes: number): string {
    const hours = Math.floor(minutes / 60);
    if (hours === 0) return `${minutes}\u00a0min`;
    if (hours < 48) return `${hours}\u00a0h\u00a0${String(minutes % 60).padStart(2, "0")}`;
    return `${Math.floor(hours / 24)}\u00a0${this.words.days}\u00a0${hours % 24}\u00a0h`;
  }

  moment(at: number, day: number): string {
    const same = this.wording.weekday(at) === this.wording.weekday(day);
    return same ? this.wording.shortTime(at) : this.wording.dayAndTime(at);
  }

  private one(object: string, version: number): string {
    const [given, { one }] = [this.reel.values[this.reel.versions.values[version]]?.name, this.kind(version)];
    const name = typeof given === "string" && given ? given : object;
    // A post its author called "PMA Nord" is not called "PMA PMA Nord".
    const word = one.split("{name}")[0].toLowerCase();
    const said = fill(one, { name: word && name.toLowerCase().startsWith(word) ? name.slice(word.length) : name });
    return said.charAt(0).toUpperCase() + said.slice(1);
  }

  private kind(version: number): KindWords {
    const { kinds } = this.words;
    return kinds[this.reel.versions.kind[version]] ?? kinds.unknown;
  }

  private status(statuses: Record<string, string>, status: string): string {
    return statuses[status] ?? `“${status}”`;
  }

  private turn(before: unknown, after: unknown, told: (said: unknown) => string): { before: string; after: string } {
    return { before: told(before), after: told(after) };
  }

  private window([from, to]: Window, day: number): string {
    if (from === null && to === null) return this.words.nowhere;
    return [from, to].map((at) => (at === null ? "…" : this.moment(at, day))).join("–");
  }

  private value(said: unknown, field: FieldWords | undefined, day: number): string {
    const { yes, no, not_given: notGiven } = this.words;
    if (said === null || said === undefined || said === "") return notGiven;
    if (typeof said === "boolean") return said ? yes : no;
    if (typeof said === "number") {
      const number = new Intl.NumberFormat(this.wording.locale === "fr" ? "fr-FR" : "en-GB").format(said);
      return field?.unit ? `${number}\u00a0${field.unit}` : number;
    }
    const text = String(said);
    if (field && Object.hasOwn(field.choices, text)) return lowered(field.choices[text]);
    if (field?.type === "object") return this.nameOf(text);
    if (field?.type === "time" && !Number.isNaN(Date.parse(text))) return this.moment(Date.parse(text), day);
    return text;
  }

  private way({ distance, bearing }: Apart): { distance: string; bearing: string } {
    const kilometres = (distance / 1000).toFixed(1);
    return {
      distance:
        distance < 999.5
          ? `${Math.round(distance)}\u00a0m`
          : `${this.wording.locale === "fr" ? kilometres.replace(".", ",") : kilometres}\u00a0km`,
      bearing: this.words.compass[Math.floor((bearing + 22.5) / 45) % 8],
    };
  }
}

/** A label as it stands inside a sentence: acronyms keep their capitals. */
export function lowered(label: string): string {
  const first = label.split(" ")[0];
  return /^\p{Lu}\p{Ll}*$/u.test(first) || first.length === 1 ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
