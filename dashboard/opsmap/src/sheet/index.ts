/** A sheet of paper: draws the map of the page it stands in, once, and says when it is done. */
import { onTheme } from "../icons";
import { figure, type Figure } from "../page/figures";
import { legendOf, type LegendLine, type LegendRow } from "../page/legend";
import { fill } from "../page/setting";
import { Wording } from "../page/wording";
import { parse, type ReelAnswer } from "../reel";
import type { LiveFix } from "../tracks/book";
import type { Props, Reports } from "../types";
import { grey } from "./grey";

/** Names of the built files; put here by the build. */
declare const ENGINE: string;
declare const WORKER: string;

/** What the server wrote into the page (`printing/page.py`). */
interface Told {
  map: Props & { reel: ReelAnswer };
  /** Where devices say that teams are at the instant, as the stream tells it; the log says it of the others. */
  fixes: LiveFix[];
  zone: string;
  figures: Figure[];
  grey: boolean;
  words: Record<string, string>;
}

const base = (document.currentScript as HTMLScriptElement).src.replace(/[^/]*$/u, "");
/** The legend gives way before it is cut: rows are made smaller, down to what is still read. */
const SMALLEST_ROW = 0.62;

async function draw(told: Told): Promise<void> {
  const props = told.map;
  const [locale, time, knownAt] = [props.locale ?? "fr", props.time ?? 0, props.knownAt ?? null];
  const reel = parse(props.reel);
  // A note has neither a day nor figures around its map: it says them itself.
  const day = document.getElementById("day");
  if (day) day.textContent = new Wording(locale, told.zone).weekday(time);
  const counted = told.figures.map((each): [string, string | null] => [each.label, figure(each, reel, time, knownAt)]);
  document.getElementById("figures")?.replaceChildren(...counted.flatMap(([label, value]) => (value === null ? [] : [made("span", `${label} ${value}`)])));

  const box = found("map");
  const engine = (await import(base + ENGINE)) as typeof import("../map");
  const container = document.createElement("div");
  container.className = "opsmap";
  box.append(container);
  let wrong: string | null = null;
  const emit = ({ loadError }: Partial<Reports>): void => {
    if (loadError) wrong = loadError.key;
  };
  const map = engine.create(container, base + WORKER, props, emit);
  await map.ready;
  map.track(told.fixes);
  await map.settled();
  const picture = map.picture();
  const { inView, piles } = map.shown();
  showLegend(legendOf(inView, props.layers ?? []), piles.marks > 0, told);
  if (wrong !== null) throw new Error(`the reel is ${String(wrong)}`);
  map.destroy();
  box.replaceChildren(told.grey ? greyed(picture) : picture);
}

/** Filtered here, once: a filter of the page would make a picture of its writing too. */
function greyed(picture: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [picture.width, picture.height];
  const paper = copy.getContext("2d");
  if (!paper) throw new Error("no 2D canvas");
  paper.filter = "grayscale(1)";
  paper.drawImage(picture, 0, 0);
  return copy;
}

function showLegend(kinds: LegendRow[], piled: boolean, told: Told): void {
  const box = found("legend");
  if (kinds.length === 0) {
    box.replaceChildren(made("p", told.words.nothing));
    return;
  }
  const rows = kinds.flatMap(({ label, statuses }) => {
    const list = document.createElement("ul");
    // A kind in a single state takes one line instead of two.
    const alone = statuses.length === 1 ? label : null;
    list.append(...statuses.map((line) => row(line, alone, told)));
    return alone === null ? [made("h3", label), list] : [list];
  });
  const piles = made("p", told.words.pile);
  piles.className = "piles";
  piles.prepend(made("b", "3"));
  box.replaceChildren(...rows, ...(piled ? [piles] : []));
  for (let size = 1; overflows(box) && size > SMALLEST_ROW; size -= 0.04) box.style.setProperty("--row", size.toFixed(2));
  const more = made("p", "");
  more.className = "more";
  for (let left = 0; overflows(box); ) {
    const last = [...box.querySelectorAll("li")].at(-1);
    if (!last) break;
    left += 1;
    const list = last.parentElement as HTMLElement;
    last.remove();
    if (list.children.length === 0) {
      if (list.previousElementSibling?.tagName === "H3") list.previousElementSibling.remove();
      list.remove();
    }
    more.textContent = fill(told.words.more, { count: left });
    box.append(more);
  }
}

/** In columns, what has no room stands beside; in one, below. */
function overflows(box: HTMLElement): boolean {
  return box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
}

function row({ label, icon, stale, count }: LegendLine, kind: string | null, told: Told): HTMLElement {
  const printed = onTheme(icon, "paper");
  const image = document.createElement("img");
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(told.grey ? grey(printed) : printed)}`;
  image.alt = "";
  const state = stale ? `${label} (${told.words.no_news})` : label;
  const said = made("span", kind === null ? state : ` · ${state}`);
  if (kind !== null) said.prepend(made("em", kind));
  const line = document.createElement("li");
  line.append(image, said, made("b", String(count)));
  return line;
}

function found(id: string): HTMLElement {
  return document.getElementById(id) as HTMLElement;
}

function made(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

const root = document.documentElement;
draw(JSON.parse(found("sheet").textContent) as Told)
  .then(() => Promise.all([...document.images].map((image) => image.decode())))
  .then(() => root.setAttribute("data-drawn", "true"))
  .catch((error: unknown) => {
    console.error("sheet:", error);
    found("failed").hidden = false;
    root.setAttribute("data-drawn", "false");
  });
