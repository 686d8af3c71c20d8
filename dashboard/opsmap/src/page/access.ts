/** Times of access between places, asked of the server: the ones of the question asked last, once they have come. */
import type { Model } from "../reach/fields";
import type { Mode } from "../reach/sources";
import type { LngLat } from "../types";
import type { Page } from "./page";
import { knownAt } from "./clock";

/** Beyond that nobody is asked about, nor told as on time, seconds. */
export const LONGEST_S = 7_200;
/** What the server answers of at once (`web/reach_models.py`), and as many as anybody reads. */
export const MOST = 60;
const ROOM = 60;

/** A way of going there. */
export interface Leg {
  object: string;
  mode: Mode;
  place: LngLat;
}

export interface Access {
  mode: Mode;
  /** Null where nobody gets there in time. */
  seconds: number | null;
  /** As if nothing were closed; null where nobody gets there even then. */
  open: number | null;
  model: Model;
}

interface Answer {
  model: Model;
  times: (number | null)[][];
  open_times: (number | null)[][] | null;
}

export class Accesses {
  private readonly kept = new Map<string, Answer | null>();
  private readonly under = new Set<string>();

  /** `arrived` is called when answers came. */
  constructor(
    private readonly page: Page,
    private readonly arrived: () => void,
  ) {}

  /** The times between the legs' places and `place`: to it, or from it. What has not come yet is asked for and left out. */
  between(place: LngLat, legs: readonly Leg[], way: "to" | "from"): { times: Map<string, Access>; waiting: boolean; failed: boolean } {
    const times = new Map<string, Access>();
    let [waiting, failed] = [false, false];
    for (const mode of new Set(legs.map((leg) => leg.mode))) {
      const some = legs.filter((leg) => leg.mode === mode).slice(0, MOST);
      const key = this.ask(place, some, mode, way);
      const answer = this.kept.get(key);
      if (answer === undefined) waiting = true;
      else if (answer === null) failed = true;
      else {
        some.forEach(({ object }, i) => {
          const of = (table: (number | null)[][]): number | null => (way === "to" ? table[i][0] : table[0][i]);
          times.set(object, { mode, model: answer.model, seconds: of(answer.times), open: of(answer.open_times ?? answer.times) });
        });
      }
    }
    return { times, waiting, failed };
  }

  /** What was closed may be something else now. */
  forget(): void {
    this.kept.clear();
  }

  private ask(place: LngLat, legs: readonly Leg[], mode: Mode, way: "to" | "from"): string {
    const { page } = this;
    const { time } = page.clock.shown;
    const known = knownAt(page.clock.shown);
    const [near, far] = way === "to" ? ["end", "start"] : ["start", "end"];
    // To the minute: what is closed changes no faster for whoever reads a list.
    const at = Math.floor(time / 60_000) * 60_000;
    const query = new URLSearchParams({ mode, limit_s: String(LONGEST_S), at: new Date(at).toISOString(), due: String(page.reach.counts(time)), lang: page.setting.locale });
    if (known !== null) query.set("known_at", new Date(known === time ? at : known).toISOString());
    query.append(near, said(place));
    for (const leg of legs) query.append(far, said(leg.place));
    const key = query.toString();
    if (!this.kept.has(key) && !this.under.has(key)) void this.load(key, `${page.setting.url}/reach/times?${key}`);
    return key;
  }

  private async load(key: string, url: string): Promise<void> {
    this.under.add(key);
    const answer = await fetch(url, { credentials: "same-origin", signal: AbortSignal.timeout(20_000) })
      .then(async (got) => (got.ok ? ((await got.json()) as Answer) : null))
      .catch(() => null);
    this.under.delete(key);
    this.kept.set(key, answer);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= ROOM) break;
      this.kept.delete(oldest);
    }
    // What failed is asked for again when it is next needed, a little later.
    if (answer === null) setTimeout(() => this.kept.get(key) === null && this.kept.delete(key), 5_000);
    this.arrived();
  }
}

function said([lon, lat]: LngLat): string {
  return `${lon.toFixed(5)},${lat.toFixed(5)}`;
}
