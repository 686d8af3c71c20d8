/** The hatching of what is closed, one image a colour. */
import type { Map as MapLibreMap } from "maplibre-gl";
import { markImage } from "./compared";

const PREFIX = "opsmap-hatch-";
const SIDE = 20;
const RATIO = 2;

export function hatchName(colour: string): string {
  return PREFIX + colour;
}

/** Draws a hatching whenever the style lacks it: a new base style forgets every image. */
export function supplyHatches(map: MapLibreMap): void {
  map.setMissingStyleImageResolver(async (name) => {
    if (name.startsWith(PREFIX) && !map.hasImage(name)) {
      map.addImage(name, hatch(name.slice(PREFIX.length)), { pixelRatio: RATIO });
    }
    const mark = markImage(name);
    if (mark && !map.hasImage(name)) map.addImage(name, mark.image, { pixelRatio: mark.pixelRatio });
  });
}

function hatch(colour: string): ImageData {
  const canvas = new OffscreenCanvas(SIDE, SIDE).getContext("2d");
  if (!canvas) throw new Error("no 2D canvas");
  canvas.strokeStyle = colour;
  canvas.lineWidth = 3;
  // Three strokes, two of them across corners, so that the tile joins its neighbours without a seam.
  for (const shift of [-SIDE, 0, SIDE]) {
    canvas.beginPath();
    canvas.moveTo(shift - 2, SIDE + 2);
    canvas.lineTo(shift + SIDE + 2, -2);
    canvas.stroke();
  }
  return canvas.getImageData(0, 0, SIDE, SIDE);
}
