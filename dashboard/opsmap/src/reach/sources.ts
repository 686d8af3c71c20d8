/**
 * Who gives help at an instant, from where and how: the rules of `layers/helping.py`, kept over the reel.
 *
 * A post that is open, a team that is available and a place a team has taken up give help; what is only planned does
 * while it is due, where that is asked for. A place taken up speaks for a team that is nowhere itself; a team that is
 * due elsewhere does not speak for where it is now.
 */
import { holds, TODAY, versionAt, type Reel, type Values } from "../reel";
import type { LngLat } from "../types";
import { standsAt, type Fixes } from "../whereabouts";

export const MODES = ["drive", "emergency", "walk", "helicopter"] as const;
export type Mode = (typeof MODES)[number];

/**
 * How they are taken to go: each by its own vehicle, all in one way, or the helicopters alone. After its start a helicopter
 * goes straight over everything, so that beside it nobody else is seen: it is counted where that is asked for, and not unasked.
 */
export const MEANS = ["own", "own_air", "air", "drive", "emergency", "walk"] as const;
export type Means = (typeof MEANS)[number];

export interface Help {
  present: readonly string[];
  planned: readonly string[];
  mode: Mode;
  vehicles: Readonly<Record<string, Mode>>;
  /** The field that names the team it speaks for; "" where it speaks for itself. */
  team: string;
}
export type Helps = Readonly<Record<string, Help>>;

export interface Source {
  object: string;
  kind: string;
  name: string;
  place: LngLat;
  mode: Mode;
  /** Whether it is only planned. */
  due: boolean;
  /** Whether its device says where it is. */
  moves: boolean;
}

interface Asked {
  time: number;
  knownAt: number | null;
  /** Whether what is planned counts while it is due. */
  due: boolean;
  fixes: Fixes;
}

/** The versions of the kinds that matter: asked again at each step, so found once for each reel. */
export function versionsOf(reel: Reel, kinds: Readonly<Record<string, unknown>>): number[] {
  return reel.versions.kind.flatMap((kind, version) => (Object.hasOwn(kinds, kind) ? [version] : []));
}

/** Whether something planned is due at an instant. */
export function isDue({ versions: v }: Reel, version: number, time: number): boolean {
  return v.plannedFrom[version] <= time && time < v.plannedTo[version];
}

export function sourcesAt(reel: Reel, versions: readonly number[], helps: Helps, { time, knownAt, due, fixes }: Asked): Source[] {
  const known = knownAt ?? TODAY;
  const found: (Source & { speaksFor: string })[] = [];
  for (const version of versions) {
    if (!holds(reel, version, time, known)) continue;
    const { kind, status, object, values } = reel.versions;
    const help = helps[kind[version]];
    const planned = help.planned.includes(status[version]);
    if (!(help.present.includes(status[version]) || (planned && due && isDue(reel, version, time)))) continue;
    const told = reel.values[values[version]];
    const stands = standsAt(reel, version, time, knownAt, fixes);
    if (!stands) continue;
    found.push({
      object: reel.objects[object[version]],
      kind: kind[version],
      name: String(told.name || reel.objects[object[version]]),
      place: stands.place,
      mode: modeOf(reel, helps, kind[version], told, time, knownAt),
      due: planned,
      moves: stands.from === "device",
      speaksFor: help.team ? String(told[help.team] ?? "") : "",
    });
  }
  const elsewhere = new Set(found.filter((one) => one.due).map((one) => one.speaksFor));
  const inPlace = new Set(found.filter((one) => !one.speaksFor && !elsewhere.has(one.object)).map((one) => one.object));
  return found
    .filter((one) => (one.speaksFor ? one.due || !inPlace.has(one.speaksFor) : !elsewhere.has(one.object)))
    .map(({ speaksFor: _, ...source }) => source);
}

/** Those that count, each going as it is taken to; and the helicopters that do not. */
export function counted(sources: readonly Source[], means: Means): { counting: Source[]; leftOut: Source[] } {
  const flies = ({ mode }: Source): boolean => mode === "helicopter";
  if (means === "own") return { counting: sources.filter((one) => !flies(one)), leftOut: sources.filter(flies) };
  if (means === "own_air") return { counting: [...sources], leftOut: [] };
  if (means === "air") return { counting: sources.filter(flies), leftOut: [] };
  return { counting: sources.map((one) => ({ ...one, mode: means })), leftOut: [] };
}

/** How it goes: by its vehicle, or by that of the team it speaks for. */
function modeOf(reel: Reel, helps: Helps, kind: string, values: Values, time: number, knownAt: number | null): Mode {
  const help = helps[kind];
  const team = help.team ? reel.numbers.get(String(values[help.team] ?? "")) : undefined;
  if (team !== undefined) {
    const version = versionAt(reel, team, time, knownAt);
    if (version >= 0 && Object.hasOwn(helps, reel.versions.kind[version])) {
      return byVehicle(helps[reel.versions.kind[version]], reel.values[reel.versions.values[version]]);
    }
  }
  return byVehicle(help, values);
}

export function byVehicle({ vehicles, mode }: Help, values: Values): Mode {
  const vehicle = String(values.vehicle ?? "");
  const fits = vehicle ? Object.keys(vehicles).filter((start) => vehicle.startsWith(start)) : [];
  return fits.length > 0 ? vehicles[fits.reduce((one, other) => (other.length > one.length ? other : one))] : mode;
}

