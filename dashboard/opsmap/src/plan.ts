/** What is not as planned at an instant: the rules of `picture/course.py` and `picture/plan.py`, asked of the reel. */
import type { Geometry } from "geojson";
import { wayBetween, type Apart } from "./apart";
import { byName, placeIn, windowOf } from "./difference";
import { TODAY, type Reel } from "./reel";

export const DEPARTURES = [
  "missing", "missed", "opened_late", "opened_early", "elsewhere", "overdue", "closed_late",
  "closed_early", "cancelled", "unplanned",
] as const;
export type Departure = (typeof DEPARTURES)[number];

/** One way in which one object is not as planned. */
export interface Deviation {
  departure: Departure;
  object: string;
  /** The object as it is, or as it was last. */
  version: number;
  minutes: number | null;
  plannedAt: number | null;
  actualAt: number | null;
  plannedPlace: Geometry | null;
  way: Apart | null;
}

/** What is known of kinds: which may be planned at all, and which are wherever they are. */
export interface Foresight {
  planned: readonly string[];
  mobile: readonly string[];
}

const NEAR_M = 10;
const MINUTE = 60_000;
const OVER = new Set(["closed", "cancelled"]);

/** By object, then in the order of `DEPARTURES`. */
export function deviationsOf(reel: Reel, t: number, knownAt: number | null, foresight: Foresight): Deviation[] {
  const lives = reel.objects.map((_, object) => lifeOf(reel, object, t, knownAt)).filter((life) => life.length > 0);
  const isPlan = lives.some((life) => life.some((version) => reel.versions.status[version] === "planned"));
  return lives
    .flatMap((life) => [...deviating(reel, courseOf(reel, life, t), t, foresight, isPlan)])
    .sort((a, b) => byName(a.object, b.object) || DEPARTURES.indexOf(a.departure) - DEPARTURES.indexOf(b.departure));
}

/** All that an object had been by `t`, in order, as known at `knownAt`. */
export function lifeOf({ versions: v, versionsOf }: Reel, object: number, t: number, knownAt: number | null): number[] {
  const k = knownAt ?? TODAY;
  return versionsOf[object]
    .filter((version) => v.knownFrom[version] <= k && k < v.knownTo[version] && v.validFrom[version] <= t)
    .sort((a, b) => v.validFrom[a] - v.validFrom[b]);
}

/** What became of one object by an instant. */
export interface Course {
  state: number;
  plan: number | null;
  openedAt: number | null;
  closedAt: number | null;
}

export function courseOf({ versions: v }: Reel, life: number[], t: number): Course {
  const last = life.findLastIndex((version) => v.status[version] === "planned");
  const opened = life.slice(last + 1).find((version) => !OVER.has(v.status[version]));
  const state = life.at(-1)!;
  let closedAt = v.validTo[state] <= t ? v.validTo[state] : null;
  for (const version of life.toReversed()) {
    if (!OVER.has(v.status[version])) break;
    closedAt = v.validFrom[version];
  }
  return { state, plan: last < 0 ? null : life[last], openedAt: opened === undefined ? null : v.validFrom[opened], closedAt };
}

function* deviating(reel: Reel, course: Course, t: number, foresight: Foresight, isPlan: boolean): Generator<Deviation> {
  const { versions: v } = reel;
  const { state, plan, openedAt, closedAt } = course;
  const start = windowOf(reel, plan ?? state)[0];
  const end = windowOf(reel, state)[1];
  const told = (departure: Departure, more: Partial<Deviation> = {}): Deviation => ({
    departure, object: reel.objects[v.object[state]], version: state, minutes: null, plannedAt: null, actualAt: null,
    plannedPlace: null, way: null, ...more,
  });
  const due = (departure: Departure, planned: number | null): Deviation[] => {
    const minutes = planned === null ? 0 : Math.floor((t - planned) / MINUTE);
    return minutes > 0 ? [told(departure, { minutes, plannedAt: planned })] : [];
  };
  const delayed = (planned: number | null, actual: number, late: Departure, early: Departure): Deviation[] => {
    if (planned === null) return [];
    const minutes = Math.floor(Math.abs(actual - planned) / MINUTE);
    return minutes > 0 ? [told(actual > planned ? late : early, { minutes, plannedAt: planned, actualAt: actual })] : [];
  };

  if (closedAt === null && v.status[state] === "planned") {
    yield* end !== null && end <= t ? due("missed", end) : due("missing", start);
    return;
  }
  if (openedAt === null) {
    if (plan !== null) yield told("cancelled", { plannedAt: start });
    return;
  }
  yield* delayed(start, openedAt, "opened_late", "opened_early");
  if (closedAt !== null) {
    yield* delayed(end, closedAt, "closed_late", "closed_early");
    return;
  }
  yield* due("overdue", end);
  if (plan === null) {
    if (isPlan && start === null && end === null && foresight.planned.includes(v.kind[state])) yield told("unplanned");
  } else if (!foresight.mobile.includes(v.kind[state])) {
    const plannedPlace = placeIn(reel, plan);
    const way = wayBetween(plannedPlace, placeIn(reel, state));
    if (way && way.distance >= NEAR_M) yield told("elsewhere", { plannedPlace, way });
  }
}
