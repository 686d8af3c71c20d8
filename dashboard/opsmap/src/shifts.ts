/** Who is to be where, from when to when, and what there is to look at: the rules of `planning/shifts.py` and `picture/roster.py`, asked of the reel. */
import { apart, centreOf } from "./apart";
import { byName, placeIn, windowOf } from "./difference";
import { courseOf, lifeOf, type Course } from "./plan";
import type { Reel, Values } from "./reel";
import type { LngLat } from "./types";

export const USES = ["post", "handover", "patrol", "standby", "break"] as const;
export type Use = (typeof USES)[number];
const HOLDING: readonly Use[] = ["post", "handover"];

export const MATTERS = ["double", "uncovered", "handover", "travel", "duty", "outside"] as const;
export type Matter = (typeof MATTERS)[number];

const MINUTE = 60_000;
export type Stretch = readonly [start: number, end: number];

export interface Shift {
  id: string;
  team: string;
  place: string | null;
  use: Use;
  start: number;
  end: number;
  at: LngLat | null;
}

export interface Demand {
  place: string;
  teams: number;
  start: number;
  end: number;
}

/** What the house holds to; settings, and no law. */
export interface Customs {
  duty_min: number;
  break_min: number;
  handover_min: number;
  speed_kmh: number;
  detour_percent: number;
}

/** What is known of kinds: which one is an assignment, and which need teams, how many. */
export interface Staffing {
  assignment: string;
  needing: Readonly<Record<string, number>>;
}

export interface Roster {
  shifts: Shift[];
  demands: Demand[];
  /** Assignments without hours. */
  unscheduled: string[];
}

export interface Finding {
  matter: Matter;
  shifts: string[];
  team: string;
  other: string;
  place: string | null;
  toPlace: string | null;
  start: number;
  end: number;
  minutes: number;
  teams: number;
  needed: number;
}

/** The roster at `t`, as known at `knownAt` (null: today), by object; `span` is null for an operation without end. */
export function rosterAt(reel: Reel, t: number, knownAt: number | null, staffing: Staffing, span: Stretch | null): Roster {
  const roster: Roster = { shifts: [], demands: [], unscheduled: [] };
  const numbers = reel.objects.map((_, number) => number).sort((a, b) => byName(reel.objects[a], reel.objects[b]));
  for (const number of numbers) {
    // An object's kind hardly ever changes: whoever was never of interest is passed over.
    if (!reel.versionsOf[number].some((version) => concerns(staffing, reel.versions.kind[version]))) continue;
    const life = lifeOf(reel, number, t, knownAt);
    if (life.length === 0) continue;
    const course = courseOf(reel, life, t);
    const kind = reel.versions.kind[course.state];
    if (kind === staffing.assignment && !isGivenUp(reel, course)) {
      const shift = shiftOf(reel, course);
      if (shift) roster.shifts.push(shift);
      else roster.unscheduled.push(reel.objects[number]);
    } else if (Object.hasOwn(staffing.needing, kind)) {
      const demand = demandOf(reel, course, staffing.needing[kind], span);
      if (demand) roster.demands.push(demand);
    }
  }
  return roster;
}

export function concerns(staffing: Staffing, kind: string): boolean {
  return kind === staffing.assignment || Object.hasOwn(staffing.needing, kind);
}

function valuesOf(reel: Reel, version: number): Values {
  return reel.values[reel.versions.values[version]] ?? {};
}

function isGivenUp({ versions: v }: Reel, { state, openedAt, closedAt }: Course): boolean {
  return openedAt === null && !(closedAt === null && v.status[state] === "planned");
}

function shiftOf(reel: Reel, { state, plan, openedAt, closedAt }: Course): Shift | null {
  const values = valuesOf(reel, state);
  const start = openedAt ?? windowOf(reel, plan ?? state)[0];
  const end = closedAt ?? windowOf(reel, state)[1];
  const { team, place, use } = values;
  if (start === null || end === null || start >= end || typeof team !== "string" || !team) return null;
  return {
    id: reel.objects[reel.versions.object[state]],
    team,
    place: typeof place === "string" && place ? place : null,
    use: USES.find((one) => one === use) ?? "post",
    start,
    end,
    at: centreOf(placeIn(reel, state)),
  };
}

function demandOf(reel: Reel, course: Course, byNature: number, span: Stretch | null): Demand | null {
  const { state, plan, openedAt, closedAt } = course;
  const said = valuesOf(reel, state).teams_needed;
  const teams = Number.isInteger(said) ? (said as number) : byNature;
  if (teams <= 0 || isGivenUp(reel, course)) return null;
  const planned = windowOf(reel, plan ?? state)[0];
  const start = openedAt === null || planned === null ? (openedAt ?? planned) : Math.min(openedAt, planned);
  const end = closedAt ?? windowOf(reel, state)[1] ?? (reel.versions.status[state] !== "planned" && span ? span[1] : null);
  if (start === null || end === null || start >= end) return null;
  return { place: reel.objects[reel.versions.object[state]], teams, start, end };
}

/** What is to be looked at, by when it begins, then as `MATTERS` lists them. */
export function findingsOf(shifts: readonly Shift[], demands: readonly Demand[], span: Stretch | null, customs: Customs): Finding[] {
  const ofTeam = new Map<string, Shift[]>();
  const ofPlace = new Map<string, Shift[]>();
  for (const shift of inOrder(shifts)) {
    into(ofTeam, shift.team, shift);
    if (shift.place !== null && HOLDING.includes(shift.use)) into(ofPlace, shift.place, shift);
  }
  const found: Finding[] = [];
  for (const of of ofTeam.values()) found.push(...doubles(of), ...ways(of, customs), ...duties(of, customs));
  for (const demand of demands) {
    const holds = ofPlace.get(demand.place) ?? [];
    found.push(...uncovered(demand, present(holds, ofTeam)), ...handovers(demand, holds, customs));
  }
  if (span) found.push(...outside(shifts, span));
  return found.sort(
    (a, b) =>
      a.start - b.start ||
      MATTERS.indexOf(a.matter) - MATTERS.indexOf(b.matter) ||
      byName(a.team, b.team) ||
      byName(a.place ?? "", b.place ?? "") ||
      byNames(a.shifts, b.shifts),
  );
}

/** The first to begin first. */
export function inOrder(shifts: readonly Shift[]): Shift[] {
  return [...shifts].sort((a, b) => a.start - b.start || byName(a.id, b.id));
}

function byNames(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((name, i) => name !== other[i]);
  if (at < 0) return one.length - other.length;
  return at < other.length ? byName(one[at], other[at]) : 1;
}

function into(groups: Map<string, Shift[]>, key: string, shift: Shift): void {
  const group = groups.get(key);
  if (group) group.push(shift);
  else groups.set(key, [shift]);
}

function told(matter: Matter, start: number, end: number, minutes: number, more: Partial<Finding>): Finding {
  return { matter, shifts: [], team: "", other: "", place: null, toPlace: null, start, end, minutes, teams: 0, needed: 0, ...more };
}

function onDuty(of: readonly Shift[]): Shift[] {
  return of.filter(({ use }) => use !== "break");
}

function* doubles(of: readonly Shift[]): Generator<Finding> {
  const duty = onDuty(of);
  for (const [number, one] of duty.entries()) {
    for (const other of duty.slice(number + 1)) {
      if (other.start >= one.end) break;
      if (one.place !== null && one.place === other.place) continue;
      const end = Math.min(one.end, other.end);
      const minutes = minutesOf(other.start, end);
      if (minutes) yield told("double", other.start, end, minutes, { shifts: [one.id, other.id], team: one.team, place: one.place, toPlace: other.place });
    }
  }
}

function* ways(of: readonly Shift[], customs: Customs): Generator<Finding> {
  const duty = onDuty(of);
  for (let i = 1; i < duty.length; i++) {
    const [one, other] = [duty[i - 1], duty[i]];
    if (!one.at || !other.at || other.start < one.end) continue;
    const needed = travelMinutes(one.at, other.at, customs);
    const short = needed - minutesOf(one.end, other.start);
    if (short > 0) {
      yield told("travel", one.end, other.start, short, { shifts: [one.id, other.id], team: one.team, place: one.place, toPlace: other.place, needed });
    }
  }
}

/** The minutes from one place to another, rounded up, of a distance in whole metres. */
export function travelMinutes(start: LngLat, end: LngLat, { speed_kmh, detour_percent }: Customs): number {
  const metres = Math.floor(apart(start, end).distance + 0.5);
  return Math.ceil((metres * detour_percent * 60) / (speed_kmh * 100_000));
}

function* duties(of: readonly Shift[], customs: Customs): Generator<Finding> {
  const duty = onDuty(of);
  const least = customs.break_min * MINUTE;
  const rests = merged(of.filter(({ use }) => use === "break").map(stretch)).filter(([start, end]) => end - start >= least);
  for (const [start, end] of merged(without(merged(duty.map(stretch)), rests), least)) {
    const minutes = minutesOf(start, end);
    if (minutes <= customs.duty_min) continue;
    const shifts = duty.filter((one) => one.start < end && start < one.end).map(({ id }) => id);
    yield told("duty", start, end, minutes, { shifts, team: of[0].team });
  }
}

/** When each team that ever holds a place does, its breaks taken away. */
function present(holds: readonly Shift[], ofTeam: ReadonlyMap<string, readonly Shift[]>): Stretch[][] {
  return [...new Set(holds.map(({ team }) => team))].map((team) => {
    const breaks = (ofTeam.get(team) ?? []).filter(({ use }) => use === "break");
    return without(merged(holds.filter((one) => one.team === team).map(stretch)), merged(breaks.map(stretch)));
  });
}

function* uncovered(demand: Demand, of: readonly Stretch[][]): Generator<Finding> {
  const all = of.flat();
  const turns = [...new Set([demand.start, demand.end, ...all.flat().filter((at) => demand.start < at && at < demand.end)])].sort((a, b) => a - b);
  const lacking: [start: number, end: number, teams: number][] = [];
  for (let i = 1; i < turns.length; i++) {
    const [start, end] = [turns[i - 1], turns[i]];
    const teams = all.filter(([from, to]) => from <= start && start < to).length;
    if (teams >= demand.teams) continue;
    const last = lacking.at(-1);
    if (last && last[1] === start && last[2] === teams) last[1] = end;
    else lacking.push([start, end, teams]);
  }
  for (const [start, end, teams] of lacking) {
    const minutes = minutesOf(start, end);
    if (minutes) yield told("uncovered", start, end, minutes, { place: demand.place, teams, needed: demand.teams });
  }
}

function* handovers(demand: Demand, holds: readonly Shift[], customs: Customs): Generator<Finding> {
  for (const one of holds) {
    const { end } = one;
    if (!(demand.start < end && end < demand.end)) continue;
    const staying = holds.filter((other) => other.start <= end && other.end > end);
    if (staying.length === 0 || staying.some(({ team }) => team === one.team)) continue;
    const [relief] = staying;
    const start = Math.max(one.start, relief.start);
    const together = minutesOf(start, end);
    if (together < customs.handover_min) {
      yield told("handover", start, end, together, {
        shifts: [one.id, relief.id], team: one.team, other: relief.team, place: demand.place, needed: customs.handover_min,
      });
    }
  }
}

function* outside(shifts: readonly Shift[], [opens, ends]: Stretch): Generator<Finding> {
  for (const one of shifts) {
    const minutes = minutesOf(one.start, Math.min(one.end, opens)) + minutesOf(Math.max(one.start, ends), one.end);
    if (minutes) yield told("outside", one.start, one.end, minutes, { shifts: [one.id], team: one.team, place: one.place });
  }
}

function stretch({ start, end }: Shift): Stretch {
  return [start, end];
}

/** Stretches in order, those that meet or lie less than `apartBy` apart as one. */
export function merged(stretches: readonly Stretch[], apartBy = 0): Stretch[] {
  const found: [number, number][] = [];
  for (const [start, end] of [...stretches].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = found.at(-1);
    if (last && (start <= last[1] || start - last[1] < apartBy)) last[1] = Math.max(last[1], end);
    else found.push([start, end]);
  }
  return found;
}

/** What is left of stretches; both in order, and apart from their like. */
export function without(stretches: readonly Stretch[], gone: readonly Stretch[]): Stretch[] {
  return stretches.flatMap(([start, end]) => {
    const left: Stretch[] = [];
    let begun = start;
    for (const [from, to] of gone) {
      if (to < start) continue;
      if (from >= end) break;
      if (from > begun) left.push([begun, from]);
      begun = Math.max(begun, to);
    }
    if (begun < end) left.push([begun, end]);
    return left;
  });
}

/** Whole minutes; 0 where there are none. */
function minutesOf(start: number, end: number): number {
  return Math.max(0, Math.floor((end - start) / MINUTE));
}
