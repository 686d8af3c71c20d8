/** Several curves of a day over each other, as plotly draws them: Dash loads it with the strip under the clock. */
interface Plotly {
  react(box: HTMLElement, data: unknown[], layout: unknown, config: unknown): Promise<unknown>;
  purge(box: HTMLElement): void;
}

export interface Line {
  name: string;
  /** Milliseconds since 1970. */
  times: readonly number[];
  values: readonly (number | null)[];
}

export interface Drawing {
  label: string;
  /** What stands beside the axis, if not the label. */
  axis?: string;
  zone: string;
  locale: string;
  /** Whether a value holds until the next one, as counts do. */
  steps: boolean;
}

const WAIT_MS = 200;
/** Told apart without colour, too. */
const DASHES = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];
const COLOURS = ["#1f7a8c", "#c0563b", "#6c4ab6", "#8a6d1a", "#2e7d4f", "#a23b72"];
const DARK = ["#5fc3d6", "#f08a6c", "#b39ddb", "#e0c060", "#7fd1a0", "#f08cc0"];
const CONFIG = { displayModeBar: false, responsive: true };

export class Curves {
  private erased = false;

  constructor(private readonly box: HTMLElement) {}

  async draw(lines: readonly Line[], how: Drawing): Promise<void> {
    while (!plotly() && !this.erased) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    if (this.erased || !this.box.isConnected) return;
    this.box.setAttribute("role", "img");
    this.box.setAttribute("aria-label", `${how.label} : ${lines.map(({ name }) => name).join(", ")}`);
    await plotly()!.react(this.box, lines.map((line, i) => traced(line, i, how)), layout(how), CONFIG);
  }

  /** Points, and the line on which both figures are alike. */
  async points(found: readonly { name: string; x: number; y: number }[], said: { x: string; y: string; alike: string; label: string }): Promise<void> {
    while (!plotly() && !this.erased) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    if (this.erased || !this.box.isConnected) return;
    this.box.setAttribute("role", "img");
    this.box.setAttribute("aria-label", said.label);
    const [colour, soft] = [(isDark() ? DARK : COLOURS)[0], (isDark() ? DARK : COLOURS)[1]];
    const end = Math.max(1, ...found.map(({ x, y }) => Math.max(x, y))) * 1.05;
    const shown = layout({ label: said.y, zone: "", locale: "", steps: false });
    const xaxis = { ...(shown.xaxis as object), tickformat: "", title: { text: said.x, standoff: 4 }, rangemode: "tozero" };
    await plotly()!.react(
      this.box,
      [
        { type: "scatter", mode: "lines", name: said.alike, x: [0, end], y: [0, end], line: { dash: "dot", width: 1, color: soft }, hoverinfo: "skip" },
        { type: "scatter", mode: "markers", name: said.y, x: found.map(({ x }) => x), y: found.map(({ y }) => y), text: found.map(({ name }) => plain(name)), marker: { color: colour, size: 9 }, hovertemplate: "%{text}: %{x:.1f} → %{y:.1f}<extra></extra>" },
      ],
      { ...shown, xaxis, showlegend: false, margin: { l: 40, r: 8, t: 8, b: 40 } },
      CONFIG,
    );
  }

  erase(): void {
    this.erased = true;
    plotly()?.purge(this.box);
  }
}

/** The hour plotly is to write: it knows no time zone but its own, so it is handed the wall clock. */
export function wallClock(time: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(time);
  return parts.replace(" ", "T");
}

function traced(line: Line, i: number, { zone, steps }: Drawing): Record<string, unknown> {
  const name = plain(line.name);
  return {
    type: "scatter",
    mode: "lines",
    name,
    x: line.times.map((time) => wallClock(time, zone)),
    y: line.values,
    line: { shape: steps ? "hv" : "linear", width: 2, dash: DASHES[i % DASHES.length], color: (isDark() ? DARK : COLOURS)[i % COLOURS.length] },
    hovertemplate: `%{x|%H:%M} · %{y:.3~g} · ${name}<extra></extra>`,
  };
}

function layout({ label, axis: title = label }: Drawing): Record<string, unknown> {
  const style = getComputedStyle(document.querySelector(".vigie") ?? document.documentElement);
  const [ink, line] = ["--ink", "--line"].map((name) => style.getPropertyValue(name).trim());
  const axis = { gridcolor: line, linecolor: line, zeroline: false, fixedrange: true };
  return {
    height: 230,
    margin: { l: 40, r: 8, t: 8, b: 32 },
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { color: ink, size: 11 },
    xaxis: { ...axis, tickformat: "%H:%M\n%d/%m", nticks: 6 },
    yaxis: { ...axis, rangemode: "tozero", title: { text: title, standoff: 4 } },
    legend: { orientation: "h", y: -0.25 },
    showlegend: true,
    dragmode: false,
  };
}

/** Text as plotly shows it, which reads a little markup. */
function plain(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}

function isDark(): boolean {
  return document.documentElement.dataset.agThemeMode === "dark";
}

function plotly(): Plotly | undefined {
  return (window as unknown as { Plotly?: Plotly }).Plotly;
}
