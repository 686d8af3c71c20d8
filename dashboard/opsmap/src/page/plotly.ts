/** What this script asks of plotly, which Dash loads with the strip under the clock: not before a chart is opened. */

export interface Figure {
  data: Record<string, unknown>[];
  layout: Record<string, unknown>;
}

interface Plotly {
  react(box: HTMLElement, data: unknown[], layout: unknown, config: unknown): Promise<unknown>;
  purge(box: HTMLElement): void;
}

declare global {
  interface Window {
    Plotly?: Plotly;
  }
}

/** Looked at, not touched: what is moved lies over the chart. */
const CONFIG = { staticPlot: true, displayModeBar: false, responsive: false };
const WAIT_MS = 200;

/** Draw a figure into a box, once plotly is there. */
export async function draw(box: HTMLElement, { data, layout }: Figure): Promise<void> {
  while (!window.Plotly) await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  await window.Plotly.react(box, data, layout, CONFIG);
}

export function erase(box: HTMLElement): void {
  window.Plotly?.purge(box);
}

/** The colours of the page, light or dark. */
export function palette(): Record<"ink" | "soft" | "line" | "accent" | "warn" | "ground" | "panel", string> {
  const style = getComputedStyle(document.querySelector(".vigie") ?? document.documentElement);
  const read = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return { ink: read("ink"), soft: read("soft"), line: read("line"), accent: read("accent"), warn: read("warn"), ground: read("ground"), panel: read("panel") };
}

/** Text as plotly shows it: it reads a little markup, and names are no markup. */
export function plain(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
