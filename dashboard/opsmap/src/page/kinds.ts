/** The kinds of objects, as their layers declare them: what may be drawn, said and done of each (`views/form.py`). */
import type { Drawing } from "../types";

export type Tool = Exclude<Drawing["tool"], "edit" | "move" | "show">;

export interface Field {
  readonly key: string;
  readonly label: string;
  readonly type: "text" | "count" | "measure" | "choice" | "time" | "flag";
  readonly required: boolean;
  readonly unit: string;
  readonly choices: Record<string, string>;
}

export interface Verb {
  readonly label: string;
  readonly before: readonly string[];
  readonly after: string;
}

export interface Kind {
  readonly key: string;
  readonly label: string;
  readonly icon: string;
  readonly geometry: "point" | "line" | "polygon" | "any";
  /** What entries about it are filed under. */
  readonly category: string;
  readonly statuses: Record<string, string>;
  readonly fields: readonly Field[];
  readonly verbs: Record<string, Verb>;
}

/** Kinds nobody places by choice: what is not known here, and what has a tool of its own. */
export const UNKNOWN = "unknown";
export const NOTE = "annotation";

export const AREAS: readonly Tool[] = ["polygon", "circle", "sector"];
const TOOLS: Record<Kind["geometry"], readonly Tool[]> = {
  point: ["point"],
  line: ["line", "freehand"],
  polygon: AREAS,
  any: ["point", "line", "polygon", "circle"],
};

/** How objects of a kind may be drawn; the first is offered first. */
export function toolsOf(kind: Kind): readonly Tool[] {
  return kind.key === NOTE ? ["freehand", "line", "point", "polygon"] : TOOLS[kind.geometry];
}

/** The status something new has: planned where that is still to come, else the first it has once it is there. */
export function firstStatus({ statuses }: Kind, planned: boolean): string {
  const names = Object.keys(statuses);
  if (planned && names.includes("planned")) return "planned";
  return names.find((name) => name !== "planned") ?? names[0];
}
