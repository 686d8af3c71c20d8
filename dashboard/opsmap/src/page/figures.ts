/** The figures under the slider: what is counted at the instant, and what was not yet known then. */
import type { Reel } from "../reel";
import { TODAY, drawnFrom, drawnTo, holds } from "../reel";
import type { Moment } from "./clock";
import { knownAt } from "./clock";
import { element } from "./dash";
import type { LogEntry } from "./log";
import { isTold } from "./log";
import type { Setting } from "./setting";

/** As `views/figures.py` says it. */
export interface Figure {
  label: string;
  kinds: string[];
  statuses: string[];
  keys: string[];
}

/** "4 / 12" of those in one of the statuses, or the sum of the values; null when there is nothing to count. */
export function figure({ kinds, statuses, keys }: Figure, reel: Reel, t: number, known: number | null): string | null {
  const k = known ?? TODAY;
  let found = 0;
  let counted = 0;
  let sum = 0;
  const { kind, status, values, count } = reel.versions;
  for (let version = 0; version < count; version++) {
    if (!kinds.includes(kind[version]) || !holds(reel, version, t, k)) continue;
    if (t < drawnFrom(reel, version) || t >= drawnTo(reel, version)) continue;
    found += 1;
    if (statuses.includes(status[version])) counted += 1;
    for (const key of keys) sum += Number(reel.values[values[version]]?.[key] ?? 0);
  }
  if (keys.length > 0) return sum > 0 ? String(sum) : null;
  return found > 0 ? `${counted} / ${found}` : null;
}

const MINUTE = 60_000;
/** Figures are read, not watched: five times a second is enough. */
const EVERY = 200;

/** How many entries are told at (t, known), and how many had occurred by t but were written after it. */
export function told(entries: readonly LogEntry[], t: number, known: number | null): { told: number; later: number } {
  const occurred = entries.filter((entry) => entry.occurred_at <= t);
  return {
    told: occurred.filter((entry) => isTold(entry, t, known)).length,
    later: occurred.filter((entry) => entry.recorded_at > t && entry.recorded_at - entry.occurred_at >= MINUTE).length,
  };
}

/** The line of figures on the page. */
export class Figures {
  private setting: Setting | null = null;
  private due: ReturnType<typeof setTimeout> | null = null;
  private last: [Reel, Moment] | null = null;

  speak(setting: Setting): void {
    this.setting = setting;
  }

  showAt(reel: Reel, moment: Moment): void {
    this.last = [reel, moment];
    this.due ??= setTimeout(() => this.write(), EVERY);
  }

  private write(): void {
    this.due = null;
    const box = element("figures");
    if (!this.setting || !this.last || !box) return;
    const [reel, moment] = this.last;
    const known = knownAt(moment);
    const log = told(reel.entries as unknown as LogEntry[], moment.time, known);
    const { words, figures } = this.setting;
    const shown: [string, string | null][] = [
      [words.told, String(log.told)],
      [words.later, log.later > 0 ? String(log.later) : null],
      ...figures.map((each): [string, string | null] => [each.label, figure(each, reel, moment.time, known)]),
    ];
    box.replaceChildren(...shown.flatMap(([label, value]) => (value === null ? [] : [labelled(label, value)])));
  }
}

function labelled(label: string, value: string): HTMLElement {
  const box = document.createElement("span");
  const figure = document.createElement("b");
  figure.textContent = value;
  box.append(`${label} `, figure);
  return box;
}
