/** The legend of what is on the map now: only the kinds and statuses in view, drawn as they are there. */
import type { InView, MapLayer, Reports } from "../types";
import { make } from "./dom";

export interface LegendRow {
  key: string;
  label: string;
  code: string;
  count: number;
  /** The names of the counts written beside its symbols, in their order. */
  counted: string[];
  statuses: LegendLine[];
}

export interface LegendLine {
  status: string;
  label: string;
  /** SVG text. */
  icon: string;
  stale: boolean;
  count: number;
}

/** What a legend says, the topmost layer first: plain values, for the panel and for whoever prints. */
export function legendOf(inView: readonly InView[], layers: readonly MapLayer[]): LegendRow[] {
  return onMap(layers)
    .map((layer): LegendRow => {
      const there = inView.filter((held) => held.layer === layer.key);
      const known = Object.keys(layer.statuses);
      return {
        key: layer.key,
        label: layer.label,
        code: layer.code ?? "",
        count: there.reduce((sum, { count }) => sum + count, 0),
        counted: (layer.counted ?? []).map((key) => layer.fields?.find((field) => field.key === key)?.label ?? key),
        statuses: there
          .map(({ status, stale, count }) => {
            const style = Object.hasOwn(layer.statuses, status) ? layer.statuses[status] : layer.fallback;
            return { status, label: style.label, icon: (stale && style.stale) || style.icon, stale, count };
          })
          .sort((a, b) => known.indexOf(a.status) - known.indexOf(b.status) || Number(a.stale) - Number(b.stale)),
      };
    })
    .filter(({ count }) => count > 0)
    .reverse();
}

/** Writes the legend, unless it says what it said. */
export class LegendNow {
  private shown: Pick<Reports["shown"], "inView" | "piles"> = { inView: [], piles: { marks: 0, objects: 0 } };
  private layers: readonly MapLayer[] = [];
  private written = "";

  take(shown: Reports["shown"], layers: readonly MapLayer[]): void {
    this.shown = shown;
    this.layers = layers;
  }

  rows(): LegendRow[] {
    return legendOf(this.shown.inView, this.layers);
  }

  write(box: HTMLElement, words: Record<string, string>): void {
    const rows = this.rows();
    const written = JSON.stringify([rows.map(({ key, statuses }) => [key, statuses.map(({ status, stale, count }) => [status, stale, count])]), this.shown.piles.marks > 0]);
    if (written === this.written) return;
    this.written = written;
    const parts = rows.map((row) => part(row, words));
    if (this.shown.piles.marks > 0) parts.push(make("p", { className: "hint pile" }, make("b", {}, "3"), words.pile_legend));
    box.replaceChildren(...(parts.length > 0 ? parts : [make("p", { className: "hint" }, words.nothing_here)]));
  }
}

function part(row: LegendRow, words: Record<string, string>): HTMLElement {
  const states = row.statuses.map(({ label, icon, stale, count }) => {
    const said = stale ? `${label} (${words.no_news})` : label;
    return make("li", {}, image(icon, 26), make("span", {}, said), make("span", { className: "count" }, count));
  });
  const counted = row.counted.length > 0 ? make("p", { className: "hint" }, row.counted.join(" · ")) : null;
  return group(row.label, states, counted);
}

/** Every status of every layer, the topmost first: drawn when somebody looks, for there are a hundred. */
export function allSymbols(layers: readonly MapLayer[]): HTMLElement[] {
  return onMap(layers).reverse().map(({ label, statuses }) =>
    group(label, Object.values(statuses).map((style) => make("li", {}, image(style.icon, 22), style.label))),
  );
}

function onMap(layers: readonly MapLayer[]): MapLayer[] {
  return layers.filter(({ listed }) => !listed);
}

function group(label: string, lines: HTMLElement[], ...more: (HTMLElement | null)[]): HTMLElement {
  return make("div", {}, make("h3", {}, label), make("ul", {}, ...lines), ...more);
}

/** As an image, where no script in it could ever run. */
export function image(svg: string, side: number): HTMLElement {
  const made = new Image(side, side);
  made.alt = "";
  made.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  return made;
}
