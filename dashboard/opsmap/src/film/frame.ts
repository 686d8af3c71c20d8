/** One frame of a film: the map, and under it the clock, what it is, and what was said in the last seconds. */

/** What a frame says besides the map; all of it is text that is drawn, never markup. */
export interface Frame {
  readonly clock: string;
  readonly day: string;
  readonly name: string;
  /** The way of seeing, and how fast time runs. */
  readonly seen: string;
  readonly exercise: string;
  /** The lines of the log, the newest first. */
  readonly lines: readonly { readonly time: string; readonly text: string; readonly urgent: boolean }[];
  readonly remarks: readonly { readonly text: string; readonly category: string }[];
  /** Where remarks are, in shares of the width and height of the map. */
  readonly pins: readonly { readonly x: number; readonly y: number; readonly text: string; readonly category: string }[];
  /** A distance, and how much of the map's width it takes. */
  readonly scale: { readonly text: string; readonly share: number } | null;
  readonly sources: string;
  /** What was passed over just now. */
  readonly skipped: string;
}

const FONT = `"Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif`;
/** The band under the map, of a frame 720 high. */
const BAND = 148;
const WIDE = 1280;
const HIGH = 720;
const CLOCK_WIDE = 400;
/** As the page's own style sheet has them: on dark, at 4.5 to 1 at least. */
const TINTS: Record<string, string> = { mark: "#5b6b7a", kept: "#1e7d45", improved: "#b3541e", question: "#2b62a8" };

/** The part of a frame the map is drawn in. */
export function mapSize(width: number, height: number): { width: number; height: number } {
  return { width, height: height - Math.round((BAND * height) / HIGH) };
}

export function drawFrame(paper: CanvasRenderingContext2D, map: HTMLCanvasElement, frame: Frame): void {
  const { width, height } = paper.canvas;
  const drawn = mapSize(width, height);
  paper.setTransform(1, 0, 0, 1, 0, 0);
  paper.drawImage(map, 0, 0, drawn.width, drawn.height);
  // From here on in the measures of a frame of 1280 × 720.
  paper.setTransform(width / WIDE, 0, 0, height / HIGH, 0, 0);
  const floor = HIGH - BAND;
  for (const pin of frame.pins) drawPin(paper, pin.x * WIDE, pin.y * floor, pin.text, pin.category);
  if (frame.scale) drawScale(paper, frame.scale, floor);
  if (frame.sources) boxed(paper, frame.sources, WIDE - 8, floor - 8, { size: 12, align: "right", ground: "rgb(255 255 255 / .8)", ink: "#16212b" });
  if (frame.exercise) drawExercise(paper, frame.exercise);
  if (frame.skipped) boxed(paper, `⏭ ${frame.skipped}`, WIDE / 2, floor - 20, { size: 20, align: "center", ground: "#16212b", ink: "#ffffff" });
  frame.remarks.forEach((remark, i) => drawRemark(paper, remark, (frame.exercise ? 44 : 12) + i * 40));
  drawBand(paper, frame, floor);
}

function drawBand(paper: CanvasRenderingContext2D, frame: Frame, top: number): void {
  paper.fillStyle = "#16212b";
  paper.fillRect(0, top, WIDE, BAND);
  paper.textBaseline = "alphabetic";
  paper.textAlign = "left";
  write(paper, frame.clock, 20, top + 54, CLOCK_WIDE - 30, "#ffffff", 700, 52);
  write(paper, frame.day, 20, top + 80, CLOCK_WIDE - 30, "#d6e0e8", 600, 16);
  write(paper, frame.name, 20, top + 106, CLOCK_WIDE - 30, "#ffffff", 700, 17);
  write(paper, frame.seen, 20, top + 130, CLOCK_WIDE - 30, "#d6e0e8", 400, 15);
  paper.fillStyle = "#3a4a58";
  paper.fillRect(CLOCK_WIDE, top + 14, 1, BAND - 28);
  const left = CLOCK_WIDE + 20;
  let y = top + 32;
  for (const { time, text, urgent } of frame.lines) {
    paper.font = `400 18px ${FONT}`;
    const rows = wrapped(text, WIDE - left - 92, (part) => paper.measureText(part).width, 2);
    if (y + (rows.length - 1) * 23 > HIGH - 10) break;
    if (urgent) {
      paper.fillStyle = "#ff8a7a";
      paper.fillRect(left - 10, y - 17, 4, 22 + (rows.length - 1) * 23);
    }
    write(paper, time, left, y, 66, "#7fe3da", 700, 18);
    rows.forEach((row, i) => write(paper, row, left + 72, y + i * 23, WIDE - left - 84, "#ffffff", urgent ? 600 : 400, 18));
    y += rows.length * 23 + 10;
  }
}

/** Letters that do not find room are made smaller rather than cut. */
function write(paper: CanvasRenderingContext2D, text: string, x: number, y: number, room: number, ink: string, weight: number, size: number): void {
  paper.fillStyle = ink;
  paper.font = `${weight} ${size}px ${FONT}`;
  const wide = paper.measureText(text).width;
  if (wide > room) paper.font = `${weight} ${(size * room) / wide}px ${FONT}`;
  paper.fillText(text, x, y);
}

function drawExercise(paper: CanvasRenderingContext2D, text: string): void {
  paper.fillStyle = "#7a1fa2";
  paper.fillRect(0, 0, WIDE, 32);
  paper.textAlign = "center";
  paper.textBaseline = "middle";
  paper.fillStyle = "#ffffff";
  paper.font = `700 18px ${FONT}`;
  paper.fillText(text, WIDE / 2, 17);
}

function drawRemark(paper: CanvasRenderingContext2D, { text, category }: Frame["remarks"][number], y: number): void {
  paper.font = `600 18px ${FONT}`;
  const [row] = wrapped(text, WIDE - 120, (part) => paper.measureText(part).width, 1);
  boxed(paper, `⚑ ${row}`, 12, y + 32, { size: 18, align: "left", ground: TINTS[category] ?? TINTS.mark, ink: "#ffffff" });
}

function drawPin(paper: CanvasRenderingContext2D, x: number, y: number, text: string, category: string): void {
  paper.fillStyle = TINTS[category] ?? TINTS.mark;
  paper.strokeStyle = "#ffffff";
  paper.lineWidth = 2;
  paper.beginPath();
  paper.arc(x, y, 7, 0, 2 * Math.PI);
  paper.fill();
  paper.stroke();
  boxed(paper, text, x + 12, y + 10, { size: 14, align: "left", ground: TINTS[category] ?? TINTS.mark, ink: "#ffffff" });
}

function drawScale(paper: CanvasRenderingContext2D, { text, share }: NonNullable<Frame["scale"]>, floor: number): void {
  const wide = share * WIDE;
  paper.fillStyle = "rgb(255 255 255 / .85)";
  paper.fillRect(8, floor - 32, wide + 12, 24);
  paper.strokeStyle = "#16212b";
  paper.lineWidth = 2;
  paper.beginPath();
  paper.moveTo(14, floor - 19);
  paper.lineTo(14, floor - 13);
  paper.lineTo(14 + wide, floor - 13);
  paper.lineTo(14 + wide, floor - 19);
  paper.stroke();
  paper.fillStyle = "#16212b";
  paper.textAlign = "left";
  paper.textBaseline = "alphabetic";
  paper.font = `600 12px ${FONT}`;
  paper.fillText(text, 18, floor - 18);
}

interface Box {
  readonly size: number;
  readonly align: "left" | "right" | "center";
  readonly ground: string;
  readonly ink: string;
}

/** A text on its own ground, whose bottom is `y`. */
function boxed(paper: CanvasRenderingContext2D, text: string, x: number, y: number, { size, align, ground, ink }: Box): void {
  paper.font = `600 ${size}px ${FONT}`;
  paper.textBaseline = "middle";
  paper.textAlign = "left";
  const wide = Math.min(paper.measureText(text).width, WIDE - 40) + size;
  const left = align === "left" ? x : align === "right" ? x - wide : x - wide / 2;
  const high = size * 1.6;
  paper.fillStyle = ground;
  paper.beginPath();
  paper.roundRect(left, y - high, wide, high, 4);
  paper.fill();
  paper.fillStyle = ink;
  paper.fillText(text, left + size / 2, y - high / 2, WIDE - 40);
}

/** A text in at most `most` rows, the last of which says by "…" that there is more. */
export function wrapped(text: string, room: number, measure: (part: string) => number, most: number): string[] {
  const rows: string[] = [];
  let row = "";
  const words = text.split(/\s+/).filter(Boolean);
  for (const [i, word] of words.entries()) {
    const longer = row ? `${row} ${word}` : word;
    if (measure(longer) <= room) {
      row = longer;
      continue;
    }
    if (rows.length === most - 1) return [...rows, cut(row ? `${row} ${words.slice(i).join(" ")}` : word, room, measure)];
    if (row) rows.push(row);
    row = word;
  }
  return [...rows, measure(row) <= room ? row : cut(row, room, measure)];
}

function cut(text: string, room: number, measure: (part: string) => number): string {
  let kept = text;
  while (kept && measure(`${kept}…`) > room) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}
