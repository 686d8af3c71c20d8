/** What is closed at an instant to who goes in a way: which versions say so, by the rules of `layers/closing.py`. */
import { holds, TODAY, type Reel } from "../reel";
import { isDue, type Mode } from "./sources";

export interface Bars {
  /** The field that says what it closes. */
  by: string;
  realms: Readonly<Record<string, "ground" | "air">>;
}
export type Closing = Readonly<Record<string, Bars>>;

const IN_FORCE = "active";
const FORESEEN = "planned";

/** As the server says it: "object@entry", sorted. */
export function closedAt(reel: Reel, versions: readonly number[], closing: Closing, time: number, knownAt: number | null, mode: Mode, due: boolean): string[] {
  const { versions: v } = reel;
  const realm = mode === "helicopter" ? "air" : "ground";
  return versions
    .filter((version) => {
      if (!holds(reel, version, time, knownAt ?? TODAY) || v.geometry[version] < 0) return false;
      const status = v.status[version];
      if (status !== IN_FORCE && !(due && status === FORESEEN && isDue(reel, version, time))) return false;
      const bars = closing[v.kind[version]];
      return bars.realms[String(reel.values[v.values[version]][bars.by] ?? "")] === realm;
    })
    .map((version) => `${reel.objects[v.object[version]]}@${v.seq[version]}`)
    .sort();
}
