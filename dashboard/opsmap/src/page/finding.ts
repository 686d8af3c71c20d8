/**
 * The search box: a combobox whose list the server fills, one question at a time.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/: the focus stays in the box, `aria-activedescendant` moves.
 */
import type { MapLayer } from "../types";
import { element, reveal, set } from "./dash";
import { make } from "./dom";
import { here } from "./here";
import { gestures as leading, lead } from "./leading";
import type { Page } from "./page";
import type { Besides, Choice, Found, Part, Result, Sort, Told } from "./results";
import { isEmpty, partsOf, piecesOf, stepped } from "./results";
import { fill } from "./setting";

const BOX = "find";
const LIST = "find-list";
const SIGNS: Record<Sort, string> = { objects: "◆", people: "☎", entries: "✎", places: "⌖", coordinates: "⊹" };
const ONLY: Besides = { beyond: false, outside: false };

let layers: readonly MapLayer[] = [];
let asked: { query: string; besides: Besides } = { query: "", besides: ONLY };
let asking: AbortController | null = null;
let shown: { query: string; choices: Choice[] } = { query: "", choices: [] };
let active = -1;
/** Enter was pressed before the answer came. */
let hurried = false;
let wired = false;

export const gestures = {
  sought(query: string | null, drawn: readonly MapLayer[] | null): void {
    layers = drawn ?? [];
    wire();
    if (here.page) void ask(here.page, { query: query ?? "", besides: ONLY });
  },
  ...leading,
};

/** Put the focus in the box, with what it holds selected: the next letter replaces it. */
export function goFind(): void {
  const box = element<HTMLInputElement>(BOX);
  box?.focus();
  box?.select();
}

function wire(): void {
  const [box, list] = [element<HTMLInputElement>(BOX), element(LIST)];
  if (wired || !box || !list) return;
  wired = true;
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": LIST,
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
  })) {
    box.setAttribute(name, value);
  }
  box.addEventListener("keydown", press);
  box.addEventListener("focus", () => {
    // The server makes its index ready while one types.
    if (here.page && !box.value) fetch(addressOf(here.page, { query: "", besides: ONLY })).catch(() => undefined);
    else open(shown.choices.length > 0 || (list.childElementCount > 0 && box.value !== ""));
  });
  box.addEventListener("blur", () => open(false));
  // The list takes no focus: pressed, it leaves it in the box.
  list.addEventListener("mousedown", (event) => event.preventDefault());
}

function press(event: KeyboardEvent): void {
  const { page } = here;
  if (!page || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const box = event.currentTarget as HTMLInputElement;
  const step = isOpen() ? stepped(active, shown.choices.length, event.key) : null;
  if (step !== null) activate(step);
  else if (event.key === "ArrowDown" && !isOpen() && box.value) open(true);
  else if (event.key === "Enter") {
    if (box.value !== shown.query) hurried = true;
    else choose(page, shown.choices[Math.max(active, 0)]);
  } else if (event.key === "Escape") {
    if (isOpen()) open(false);
    else if (box.value) clear();
    else box.blur();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

async function ask(page: Page, question: typeof asked): Promise<void> {
  asking?.abort();
  asked = question;
  if (!question.query.trim()) {
    fillList(page, question, []);
    return;
  }
  const mine = (asking = new AbortController());
  try {
    const response = await fetch(addressOf(page, question), { credentials: "same-origin", signal: mine.signal });
    const said = (await response.json()) as Found & { error?: { sentence: string } };
    if (mine.signal.aborted) return;
    if (response.ok) answer(page, question, said);
    else fillList(page, question, [lost(said.error?.sentence ?? page.setting.words.find_lost)]);
  } catch {
    if (!mine.signal.aborted) fillList(page, question, [lost(page.setting.words.find_lost)]);
  }
}

function addressOf(page: Page, { query, besides }: typeof asked): string {
  const asks = new URLSearchParams({ q: query, at: new Date(page.clock.shown.time).toISOString() });
  if (page.known !== null && !besides.beyond) asks.set("known_at", new Date(page.known).toISOString());
  if (page.middle) asks.set("near", page.middle.join());
  if (besides.outside) asks.set("outside", "true");
  return `${page.setting.url}/find?${asks}`;
}

function answer(page: Page, question: typeof asked, found: Found): void {
  const { words } = page.setting;
  const parts = partsOf(found, question.besides);
  const nodes: HTMLElement[] = [];
  if (isEmpty(found)) {
    const tried = found.tried.map((sort) => words[`find_${sort}`].toLocaleLowerCase(page.setting.locale)).join(", ");
    nodes.push(make("div", { className: "said" }, fill(words.find_nothing, { query: question.query.trim(), tried })));
  }
  const choices = parts.flatMap((part) => part.choices);
  let first = 0;
  for (const part of parts) {
    nodes.push(groupOf(page, part, first));
    first += part.choices.length;
  }
  fillList(page, question, nodes, choices);
  if (hurried && choices.length) choose(page, choices[0]);
  hurried = false;
}

function fillList(page: Page, { query }: typeof asked, nodes: HTMLElement[], choices: Choice[] = []): void {
  shown = { query, choices };
  const list = element(LIST);
  list?.replaceChildren(...nodes);
  list?.scrollTo(0, 0);
  active = -1;
  element(BOX)?.removeAttribute("aria-activedescendant");
  open(nodes.length > 0 && document.activeElement === element(BOX));
  for (const [at, option] of options().entries()) {
    option.addEventListener("click", () => choose(page, choices[at]));
    option.addEventListener("mousemove", () => active !== at && activate(at, false));
  }
}

function groupOf(page: Page, part: Part, first: number): HTMLElement {
  const { words } = page.setting;
  const name = part.sort ? words[`find_${part.sort}`] : "";
  const more = part.total > part.choices.length ? ` · ${fill(words.find_more, { count: part.total })}` : "";
  const heading = part.sort ? make("div", { className: "sort", aria: { hidden: "true" } }, name + more) : null;
  const said = part.said ? make("div", { className: "said" }, part.said) : null;
  const lines = part.choices.map((choice, at) => lineOf(page, choice, first + at));
  const group = make("div", { aria: { label: name || words.find_more } }, heading, ...lines, said);
  group.setAttribute("role", "group");
  return group;
}

function lineOf(page: Page, choice: Choice, at: number): HTMLElement {
  const line = choice.does === "show" ? resultLine(page, choice.sort, choice.result) : actLine(page, choice);
  line.id = `find-${at}`;
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", "false");
  return line;
}

function actLine(page: Page, choice: Exclude<Choice, { does: "show" }>): HTMLElement {
  const { words } = page.setting;
  const said = choice.does === "outside" ? words.find_outside : choice.does === "log" ? words.find_in_log : words.find_later;
  return make("div", { className: "found-one act" }, fill(said, { ...choice }));
}

function resultLine(page: Page, sort: Sort, result: Result): HTMLElement {
  const { words } = page.setting;
  const when = sort === "entries" && result.at ? `${page.wording.dayAndTime(Date.parse(result.at))} · ` : "";
  const from = result.outside ? ` · ${fill(words.find_from, { host: result.outside })}` : "";
  const note = result.counts ? result.note : words.find_struck;
  return make(
    "div",
    { className: result.counts ? "found-one" : "found-one over" },
    make("span", { className: "sign", aria: { hidden: "true" } }, signOf(sort, result)),
    make(
      "div",
      {},
      make("div", { className: "label" }, ...marked(result.label)),
      make("div", { className: "more" }, when, ...marked(result.text), from),
      note ? make("div", { className: "more note" }, note) : null,
    ),
  );
}

/** The symbol of the layer as the map draws it, for what the map draws. */
function signOf(sort: Sort, { kind, status }: Result): Node | string {
  const layer = layers.find(({ key }) => key === kind) ?? layers.find(({ key }) => key === "unknown");
  if (sort !== "objects" || !layer) return SIGNS[sort];
  const { icon } = layer.statuses[status ?? ""] ?? layer.fallback;
  const image = make("img", {}) as HTMLImageElement;
  image.alt = "";
  image.src = `data:image/svg+xml;utf8,${encodeURIComponent(icon)}`;
  return image;
}

function marked(told: Told): (Node | string)[] {
  return piecesOf(told).map(({ text, asked: wanted }) => (wanted ? make("mark", {}, text) : text));
}

function lost(sentence: string): HTMLElement {
  return make("div", { className: "said lost" }, sentence);
}

function choose(page: Page, choice: Choice | undefined): void {
  if (!choice) return;
  const { query, besides } = asked;
  if (choice.does === "later") void ask(page, { query, besides: { ...besides, beyond: true } });
  else if (choice.does === "outside") void ask(page, { query, besides: { ...besides, outside: true } });
  else if (choice.does === "log") {
    set("log-search", { value: query });
    open(false);
  } else {
    open(false);
    // The keys are for what was chosen now: the slider, the log, the map.
    element(BOX)?.blur();
    page.seeing.leave();
    lead(page, choice.sort, choice.result, besides.beyond);
  }
}

function activate(at: number, scroll = true): void {
  active = at;
  for (const [place, option] of options().entries()) {
    option.setAttribute("aria-selected", String(place === at));
    if (place === at && scroll) option.scrollIntoView({ block: "nearest" });
  }
  element(BOX)?.setAttribute("aria-activedescendant", `find-${at}`);
}

function options(): HTMLElement[] {
  return [...(element(LIST)?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
}

function isOpen(): boolean {
  return element(BOX)?.getAttribute("aria-expanded") === "true";
}

function open(on: boolean): void {
  reveal(LIST, on);
  element(BOX)?.setAttribute("aria-expanded", String(on));
}

function clear(): void {
  set(BOX, { value: "" });
}
