/** The staffing chart as plotly draws it: hours, rows, what is needed and lacking, bars as planned and as they went. */
import { clipped, type Bar, type Row } from "../gantt";
import type { Stretch } from "../shifts";
import { palette, plain, type Figure } from "./plotly";

/** Of one lane, of the room for names on the left, and of what lies around the bars, px. */
export const LANE = 26;
export const LEFT = 168;
export const RIGHT = 8;
const FOOT = 4;
const LETTERS = 22;

interface Frame {
  rows: readonly Row[];
  range: Stretch;
  width: number;
  /** Where the lines of the hours stand. */
  hours: readonly number[];
  /** The instant shown: what goes on has lasted until then. */
  now: number;
}

export function heightOf(rows: readonly Row[]): number {
  return FOOT + LANE * Math.max(1, rows.reduce((sum, { lanes }) => sum + lanes.length, 0));
}

export function figureOf({ rows, range, width, hours, now }: Frame): Figure {
  const colour = palette();
  const lanes = rows.reduce((sum, one) => sum + one.lanes.length, 0);
  const bars = rows.flatMap((row) => row.lanes.flatMap((lane, i) => lane.map((bar) => ({ bar, y: row.top + i }))));
  const as = (holds: (bar: Bar) => boolean): Piece[] => bars.filter(({ bar }) => holds(bar)).map(({ bar: { start, end }, y }) => ({ start, end, y }));
  const went = bars.flatMap(({ bar: { opened, closed }, y }) =>
    opened === null ? [] : [{ start: opened, end: Math.max(opened, closed ?? now), y: y + 0.34 }],
  );
  const over = (row: Row): { y: number; lanes: number } => ({ y: row.top + (row.lanes.length - 1) / 2, lanes: row.lanes.length });
  const traces = [
    trace(rows.flatMap((row) => row.needs.map(([start, end]) => ({ start, end, ...over(row) }))), range, { color: colour.line, opacity: 0.45 }, 0.96),
    trace(rows.flatMap((row) => row.lacking.map(({ start, end }) => ({ start, end, ...over(row) }))), range, hatch(colour.warn, "x"), 0.96),
    trace(as(({ use, status }) => use !== "break" && status === "planned"), range, { color: colour.accent, opacity: 0.28 }, 0.7),
    trace(as(({ use, status }) => use !== "break" && status === "active"), range, { color: colour.accent, opacity: 0.55 }, 0.7),
    trace(as(({ use, status }) => use !== "break" && status !== "planned" && status !== "active"), range, hatch(colour.soft, "/"), 0.7),
    trace(as(({ use }) => use === "break"), range, hatch(colour.soft, "."), 0.7),
    trace(went, range, { color: colour.ink }, 0.1),
    trace(rows.flatMap((row) => row.doubles.map(({ start, end }) => ({ start, end, ...over(row) }))), range, hatch(colour.warn, "/"), 0.98),
  ].filter(({ x }) => x.length > 0);
  return {
    data: traces,
    layout: {
      width,
      height: heightOf(rows),
      margin: { l: LEFT, r: RIGHT, t: 0, b: FOOT, autoexpand: false },
      barmode: "overlay",
      showlegend: false,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { color: colour.ink, size: 12, family: "system-ui, 'Segoe UI', Roboto, sans-serif" },
      xaxis: {
        range: [...range],
        tickvals: hours,
        showticklabels: false,
        gridcolor: colour.line,
        zeroline: false,
        fixedrange: true,
      },
      yaxis: {
        range: [lanes - 0.5, -0.5],
        tickvals: rows.map((row) => over(row).y),
        ticktext: rows.map(({ label }) => plain(shortened(label))),
        showgrid: false,
        zeroline: false,
        fixedrange: true,
      },
      // A line between one row and the next.
      shapes: rows.slice(1).map(({ top }) => ({
        type: "line", layer: "below", xref: "paper", x0: 0, x1: 1, y0: top - 0.5, y1: top - 0.5, line: { width: 1, color: colour.line },
      })),
    },
  };
}

interface Piece {
  start: number;
  end: number;
  y: number;
  lanes?: number;
}

interface Trace extends Record<string, unknown> {
  x: number[];
}

function trace(pieces: readonly Piece[], range: Stretch, marker: Record<string, unknown>, height: number): Trace {
  const seen = pieces.flatMap(({ start, end, ...piece }) => {
    const part = clipped(start, end, range);
    return part ? [{ ...piece, start: part[0], long: part[1] - part[0] }] : [];
  });
  return {
    type: "bar",
    orientation: "h",
    base: seen.map(({ start }) => start),
    x: seen.map(({ long }) => long),
    y: seen.map(({ y }) => y),
    width: seen.map(({ lanes }) => (lanes ?? 1) - (1 - height)),
    marker: { line: { width: 0 }, ...marker },
    hoverinfo: "skip",
  };
}

function hatch(colour: string, shape: string): Record<string, unknown> {
  return { color: "rgba(0,0,0,0)", pattern: { shape, fgcolor: colour, bgcolor: "rgba(0,0,0,0)", size: 7, solidity: 0.28 } };
}

function shortened(label: string): string {
  return label.length > LETTERS ? `${label.slice(0, LETTERS - 1)}…` : label;
}
