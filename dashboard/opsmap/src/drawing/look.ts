/** How what is not recorded yet is drawn: one ink, unlike any function's, that shows on every ground. */
import type { HexColor } from "terra-draw";

export const INK: HexColor = "#0b5fff";
export const WIDTH = 3;

const PAPER: HexColor = "#ffffff";

/** The dots to be taken hold of: those that close a line, those it sticks to, its corners. */
function dot(name: string, width: number, colour: HexColor = PAPER, outline: HexColor = INK): Record<string, HexColor | number> {
  return { [`${name}Width`]: width, [`${name}Color`]: colour, [`${name}OutlineColor`]: outline, [`${name}OutlineWidth`]: 2 };
}

export const LINE = {
  lineStringColor: INK,
  lineStringWidth: WIDTH,
  ...dot("closingPoint", 6),
  ...dot("snappingPoint", 7, "#ffd43b"),
};

export const POLYGON = {
  fillColor: INK,
  fillOpacity: 0.18,
  outlineColor: INK,
  outlineWidth: WIDTH,
  ...dot("closingPoint", 6),
  ...dot("snappingPoint", 7, "#ffd43b"),
};

export const EDITED = {
  selectedLineStringColor: INK,
  selectedLineStringWidth: WIDTH,
  selectedPolygonColor: INK,
  selectedPolygonFillOpacity: 0.18,
  selectedPolygonOutlineColor: INK,
  selectedPolygonOutlineWidth: WIDTH,
  ...dot("selectionPoint", 7),
  ...dot("midPoint", 4, INK, PAPER),
};
