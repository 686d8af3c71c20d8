/** What is shown over the map and never recorded, by several rooms of the page at once. */
import type { Overlay } from "../types";
import { set } from "./dash";

const parts = new Map<string, Overlay>();

/** Show what a room has to show; null puts it away. */
export function show(room: string, overlay: Overlay | null): void {
  if (overlay) parts.set(room, overlay);
  else if (!parts.delete(room)) return;
  const shapes = [...parts.values()].flatMap((part) => part.shapes);
  const tags = [...parts.values()].flatMap((part) => part.tags);
  set("map", { overlay: shapes.length || tags.length ? ({ shapes, tags } satisfies Overlay) : null });
}
