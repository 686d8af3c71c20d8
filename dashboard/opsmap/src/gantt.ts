/** The rows and bars of the staffing chart: pure values, from a roster to what is drawn. */
import { byName, windowOf } from "./difference";
import { courseOf, lifeOf } from "./plan";
import type { Reel } from "./reel";
import { inOrder, type Finding, type Roster, type Shift, type Stretch } from "./shifts";

export type By = "team" | "place";

/** What is known of an assignment beside its shift. */
export interface Detail {
  name: string;
  status: string;
  task: string;
  /** As planned, where it is. */
  from: number | null;
  to: number | null;
  /** As it went, where it did. */
  opened: number | null;
  closed: number | null;
}

export interface Bar extends Shift, Detail {
  /** What there is to look at in it. */
  findings: readonly Finding[];
  /** Asked for, and not recorded yet. */
  pending: boolean;
}

export interface Row {
  /** The team or the place; "" for what has none. */
  key: string;
  label: string;
  /** Bars that overlap lie in lanes of their own. */
  lanes: Bar[][];
  /** The number of its first lane. */
  top: number;
  /** When the place needs somebody, and when it has too few. */
  needs: readonly Stretch[];
  lacking: readonly Finding[];
  /** When the team is booked twice. */
  doubles: readonly Finding[];
}

/** What an assignment is at `t`, as known at `knownAt`. */
export function detailOf(reel: Reel, id: string, t: number, knownAt: number | null): Detail {
  const number = reel.numbers.get(id);
  const life = number === undefined ? [] : lifeOf(reel, number, t, knownAt);
  if (life.length === 0) return { name: id, status: "planned", task: "", from: null, to: null, opened: null, closed: null };
  const { state, plan, openedAt, closedAt } = courseOf(reel, life, t);
  const values = reel.values[reel.versions.values[state]] ?? {};
  return {
    name: String(values.name ?? id),
    status: reel.versions.status[state],
    task: typeof values.task === "string" ? values.task : "",
    from: windowOf(reel, plan ?? state)[0],
    to: windowOf(reel, state)[1],
    opened: openedAt,
    closed: closedAt,
  };
}

/** Stretches one under the other, each in the first lane where it meets none. */
export function lanesOf<T extends { start: number; end: number }>(bars: readonly T[]): T[][] {
  const lanes: T[][] = [];
  for (const bar of bars) {
    const free = lanes.find((lane) => lane.at(-1)!.end <= bar.start);
    if (free) free.push(bar);
    else lanes.push([bar]);
  }
  return lanes;
}

/** A row for each team, or for each place that needs somebody or has somebody, by their names. */
export function rowsOf(roster: Roster, bars: readonly Bar[], findings: readonly Finding[], by: By, nameOf: (id: string) => string, none: string): Row[] {
  const keyOf = (bar: Bar): string => (by === "team" ? bar.team : (bar.place ?? ""));
  const groups = new Map<string, Bar[]>();
  if (by === "place") for (const { place } of roster.demands) groups.set(place, []);
  for (const bar of inOrder(bars) as Bar[]) groups.set(keyOf(bar), [...(groups.get(keyOf(bar)) ?? []), bar]);
  const named = [...groups].map(([key, of]) => ({ key, label: key === "" ? none : nameOf(key), of }));
  named.sort((a, b) => Number(a.key === "") - Number(b.key === "") || a.label.localeCompare(b.label) || byName(a.key, b.key));
  let top = 0;
  return named.map(({ key, label, of }) => {
    const lanes = lanesOf(of);
    if (lanes.length === 0) lanes.push([]);
    const row: Row = {
      key,
      label,
      lanes,
      top,
      needs: by === "place" ? roster.demands.filter(({ place }) => place === key).map(({ start, end }) => [start, end] as const) : [],
      lacking: by === "place" ? findings.filter(({ matter, place }) => matter === "uncovered" && place === key) : [],
      doubles: by === "team" ? findings.filter(({ matter, team }) => matter === "double" && team === key) : [],
    };
    top += lanes.length;
    return row;
  });
}

/** What a stretch shows of another, or null where they do not meet. */
export function clipped(start: number, end: number, [from, to]: Stretch): Stretch | null {
  const [a, b] = [Math.max(start, from), Math.min(end, to)];
  return a < b ? [a, b] : null;
}

/** Where the lines of the hours stand: whole hours or minutes of the day `midnight` begins, at least `apart` px from each other. */
export function ticksOf([from, to]: Stretch, width: number, midnight: number, apart = 68): number[] {
  const MINUTE = 60_000;
  const steps = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080].map((minutes) => minutes * MINUTE);
  const step = steps.find((one) => ((to - from) / one) * apart <= width) ?? steps.at(-1)!;
  const ticks: number[] = [];
  for (let at = midnight + Math.ceil((from - midnight) / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}
