/** Whether an outline just drawn crosses itself, asked of the server, which also says what it would be, mended. */
import type { Geometry } from "geojson";
import type { LngLat } from "../types";
import { proof } from "./proof";

export interface Crossed {
  readonly sentence: string;
  readonly at: LngLat;
  readonly mended: Geometry | null;
}

/** Null where it does not cross itself, or where nobody answers: the record is checked again anyway. */
export async function crossedAt(geometry: Geometry): Promise<Crossed | null> {
  if (!geometry.type.endsWith("Polygon")) return null;
  try {
    const response = await fetch("/api/outlines", {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", ...proof() },
      body: JSON.stringify({ geometry }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) return null;
    const said = (await response.json()) as { sentence: string | null; crosses_at: LngLat | null; mended: Geometry | null };
    return said.sentence && said.crosses_at ? { sentence: said.sentence, at: said.crosses_at, mended: said.mended } : null;
  } catch {
    return null;
  }
}
