/** The map as a picture: what is drawn of the ground and over it, on one canvas, as sharp as it is drawn. */
import type { Map as MapLibreMap } from "maplibre-gl";

/**
 * A canvas of WebGL may be read in the task it was drawn in, and no later: so it is drawn here, now, and read.
 * The canvas over the map is drawn anew in the same task by `redraw`.
 */
export function pictureOf(map: MapLibreMap, redraw: () => HTMLCanvasElement | null, picture = document.createElement("canvas")): HTMLCanvasElement {
  map.redraw();
  const ground = map.getCanvas();
  // Given its size a canvas forgets what is on it; one that is used again is drawn over.
  if (picture.width !== ground.width) picture.width = ground.width;
  if (picture.height !== ground.height) picture.height = ground.height;
  const paper = picture.getContext("2d");
  if (!paper) throw new Error("no 2D canvas");
  paper.drawImage(ground, 0, 0);
  const over = redraw();
  if (over) paper.drawImage(over, 0, 0, picture.width, picture.height);
  return picture;
}

/** Settles once nothing of the map is on its way: no tile, no shape, no movement. */
export function idle(map: MapLibreMap): Promise<void> {
  return new Promise((settle) => {
    map.once("idle", () => settle());
    map.triggerRepaint();
  });
}
