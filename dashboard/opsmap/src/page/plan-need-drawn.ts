/** The need, element by element: tables of what is asked and placed, and the inputs of the rules. */
import { element } from "./dash";
import { button, choose, labelled, write } from "./asking";
import { make, table, type Child } from "./dom";
import { input, readAs } from "./inputs";
import type { Page } from "./page";
import { fill } from "./setting";

export interface Line {
  readonly object: string;
  readonly label: string;
  readonly asked: number | null;
}

interface Origin {
  readonly author: string;
  readonly organisation: string;
  readonly occurred_at: string;
  readonly seq: number;
  readonly standing: string;
}

interface Estimate {
  readonly key: string;
  readonly label: string;
  readonly source: string;
  readonly said: string;
  readonly counts: boolean;
  readonly wrong: string | null;
  readonly ratio: string | null;
  readonly formula: string | null;
  readonly rounded: string | null;
  readonly kind_label: string | null;
  readonly first_aiders: number | null;
  readonly origin: Origin | null;
}

interface Hour {
  readonly start: string;
  readonly end: string;
  readonly label: string;
  readonly there: number;
  readonly planned: number;
  readonly lacking: number | null;
  readonly is_over: boolean;
}

interface Team {
  readonly object: string;
  readonly name: string;
  readonly crew: number | null;
  readonly status: string;
  readonly counts: boolean;
  readonly said: boolean;
  readonly covers: string | null;
  readonly away_m: number | null;
}

/** As `sizing/telling.py` tells it. */
export interface Need {
  readonly object: string;
  readonly kind: string;
  readonly at: string;
  readonly known_at: string | null;
  readonly asked: number | null;
  readonly asked_said: string;
  readonly why: string;
  readonly missing: string | null;
  readonly balance: string;
  readonly notes: readonly string[];
  readonly levels: readonly { name: string; level: string | null; why: readonly string[] }[];
  readonly estimates: readonly Estimate[];
  readonly inputs: readonly { key: string; group: string; wrong: string | null; origin: Origin | null }[];
  readonly hours: readonly Hour[];
  readonly teams: readonly Team[];
  readonly maurer: { missing: string | null; steps: readonly string[]; rows: readonly [string, string][]; source: string };
  readonly purple: { tier: number | null; unanswered: string | null; source: string };
}

export interface Tell {
  readonly page: Page;
  choose(key: string): void;
  count(team: string, counts: boolean): void;
}

export const CROWD = "crowd-added";

/** Which gathering, with what is asked for each. */
export function choice(page: Page, lines: readonly Line[], object: string, turn: (object: string) => void): HTMLElement {
  const options = lines.map((one) => [one.object, one.asked === null ? one.label : `${one.label} · ${one.asked}`] as const);
  const made = choose(options, object, turn);
  made.id = "need-gathering";
  made.dataset.keeps = "gathering";
  return labelled(page.setting.words.need_gathering, made);
}

export function drawOne(page: Page, before: () => void): HTMLElement {
  return button(page.setting.words.need_draw, () => {
    before();
    element("tool-place")?.click();
  });
}

/** What the French rule asks, estimate by estimate, and why. */
export function asked(need: Need, tell: Tell): HTMLElement[] {
  const { words } = tell.page.setting;
  const rows = need.estimates.map((one): Child[] => [
    make("span", {}, `${one.label}${one.source ? `, ${one.source}` : ""}`, origin(one.origin, tell.page)),
    one.wrong ? make("span", { className: "wrong" }, one.wrong) : one.said,
    one.ratio === null ? "—" : make("span", { className: "formula" }, make("b", {}, one.ratio), make("small", {}, one.formula)),
    make("span", {}, one.kind_label ?? "—", one.rounded ? make("small", {}, one.rounded) : null),
    one.first_aiders ?? "—",
    counts(one, tell),
  ]);
  const headings = [words.need_who, words.need_people, words.need_ratio, words.need_class, words.need_first_aiders, ""];
  const short = need.hours.some(({ lacking }) => (lacking ?? 0) > 0);
  return [
    make("p", { className: "need-answer" }, make("b", {}, need.asked_said), need.why === need.asked_said ? null : make("small", {}, need.why)),
    ...(need.missing ? [make("p", { className: "wrong" }, need.missing)] : []),
    ...(need.balance ? [make("p", { className: short ? "need-balance short" : "need-balance" }, `${short ? "⚠ " : ""}${need.balance}`)] : []),
    make("h3", {}, words.need_estimates),
    listed(table(headings, rows)),
    make("h3", {}, words.need_levels),
    make("dl", { className: "need-levels" }, ...need.levels.flatMap(({ name, level, why }) => [make("dt", {}, name), make("dd", {}, make("b", {}, level ?? "—"), ...why.map((each) => make("span", {}, each)))])),
    make("details", {}, make("summary", {}, words.need_notes), make("ul", {}, ...need.notes.map((note) => make("li", {}, note)))),
  ];
}

function counts(one: Estimate, { page, choose: chosen }: Tell): Child {
  const { words } = page.setting;
  if (one.counts) return make("b", {}, `✓ ${words.need_counts}`);
  if (one.wrong || !page.may("draw")) return null;
  const made = button(words.need_choose, () => chosen(one.key));
  made.dataset.keeps = `choose ${one.key}`;
  made.setAttribute("aria-label", `${words.need_choose} : ${one.label} ${one.source} ${one.said}`);
  return made;
}

/** What is placed, hour by hour; an hour leads the clock to it. */
export function hours(need: Need, { page }: Tell): HTMLElement[] {
  const { words } = page.setting;
  if (need.hours.length === 0) return [];
  const rows = need.hours.map((hour): Child[] => {
    const to = button(hour.label, () => page.clock.goTo(Date.parse(hour.start)), "link");
    to.dataset.keeps = hour.start;
    return [to, need.asked ?? "—", hour.there, hour.planned, make("span", { className: (hour.lacking ?? 0) > 0 ? "short" : "" }, balance(hour, words))];
  });
  return [
    make("h3", {}, words.need_hours),
    listed(table([words.need_hour, words.need_asked, words.need_there, words.need_planned, words.need_balance], rows)),
  ];
}

function balance({ lacking, planned, is_over }: Hour, words: Record<string, string>): string {
  const absent = is_over && planned > 0 ? ` ; ${fill(words.need_absent, { count: planned })}` : "";
  if (lacking === null) return `—${absent}`;
  if (lacking > 0) return `⚠ ${fill(words.need_lacking, { count: lacking })}${absent}`;
  return (lacking < 0 ? fill(words.need_surplus, { count: -lacking }) : words.need_enough) + absent;
}

/** The teams of first-aiders at the instant, and which gathering each counts for. */
export function teams(need: Need, tell: Tell): HTMLElement[] {
  const { words } = tell.page.setting;
  const head = make("h3", {}, words.need_teams);
  if (need.teams.length === 0) return [head, make("p", { className: "hint" }, words.need_no_team)];
  const rows = need.teams.map((team): Child[] => {
    const show = button(team.name, () => tell.page.pick(team.object), "link");
    show.dataset.keeps = `team ${team.object}`;
    return [show, team.crew ?? words.need_no_crew, team.status, where(team, words), change(team, tell)];
  });
  return [head, listed(table([words.need_team, words.need_crew, words.need_status, words.need_where, ""], rows))];
}

function where(team: Team, words: Record<string, string>): string {
  if (team.counts) return team.said ? words.need_here_said : fill(words.need_here_near, { away: team.away_m ?? "?" });
  return team.covers ? fill(words.need_other, { name: team.covers }) : words.need_nowhere;
}

function change(team: Team, { page, count }: Tell): Child {
  if (!page.may("draw") || (team.counts && !team.said)) return null;
  const label = team.counts ? page.setting.words.need_uncount : page.setting.words.need_count;
  const made = button(label, () => count(team.object, !team.counts));
  made.setAttribute("aria-label", `${label} : ${team.name}`);
  made.dataset.keeps = `count ${team.object}`;
  return made;
}

/** The inputs of the three rules, each with who said it last; the French one is unfolded. */
export function inputs(need: Need, page: Page): HTMLElement[] {
  const { words } = page.setting;
  const { maurer, purple } = need;
  return [
    rule(need, page, "french", words.need_french, [crowd(page)], true),
    rule(need, page, "maurer", words.need_maurer, [
      make("p", { className: "hint" }, maurer.source),
      ...(maurer.missing ? [make("p", { className: "hint" }, maurer.missing)] : []),
      make("ul", {}, ...maurer.steps.map((step) => make("li", {}, step))),
      ...(maurer.rows.length ? [listed(table(["", ""], maurer.rows.map(([label, value]) => [label, make("b", {}, value)])))] : []),
    ]),
    rule(need, page, "purple", words.need_purple, [
      make("p", { className: "hint" }, purple.source),
      make("p", {}, make("b", {}, purple.tier === null ? words.need_no_tier : fill(words.need_tier, { tier: purple.tier }))),
      ...(purple.unanswered ? [make("p", { className: "hint" }, purple.unanswered)] : []),
    ]),
  ];
}

function rule(need: Need, page: Page, group: string, title: string, more: HTMLElement[], open = false): HTMLElement {
  const { fields } = page.setting.need;
  const told = { wording: page.wording, words: page.setting.words };
  const values = page.valuesOf(need.object) ?? {};
  const rows = fields.filter((field) => field.group === group).map((field) => {
    const said = need.inputs.find(({ key }) => key === field.key);
    const label = input("need", field, values[field.key], told);
    for (const control of label.querySelectorAll<HTMLInputElement>("input, select")) control.disabled = !page.may("draw");
    return make("div", { className: "need-field" }, label, said?.wrong ? wrong(said.wrong) : null, origin(said?.origin ?? null, page));
  });
  const made = make("details", { className: "need-rule" }, make("summary", {}, title), make("div", { className: "fields" }, ...rows), ...more);
  (made as HTMLDetailsElement).open = open;
  made.dataset.group = group;
  return made;
}

function crowd(page: Page): HTMLElement {
  const { words, need: inputs } = page.setting;
  const number = write();
  number.inputMode = "numeric";
  number.id = `need-${CROWD}`;
  number.dataset.before = "";
  const source = choose([["", words.need_nobody], ...Object.entries(inputs.sources)], "");
  source.id = `need-${CROWD}-source`;
  number.disabled = source.disabled = !page.may("draw");
  number.dataset.field = CROWD;
  return make("div", { className: "need-crowd" }, labelled(words.need_add, number, "field"), labelled(words.need_source, source, "field"));
}

/** The crowd that was added, under the key of its source; null where none was. */
export function crowdIn(box: HTMLElement, need: Need, page: Page): { values: Record<string, number> } | { wrong: string } | null {
  const { words, need: inputs } = page.setting;
  const text = box.querySelector<HTMLInputElement>(`#need-${CROWD}`)?.value.trim() ?? "";
  if (!text) return null;
  const people = readAs({ type: "count", choices: {} }, text, false, page.wording);
  if (typeof people !== "number" || people < 1 || people > inputs.most) {
    return { wrong: fill(words.need_bounds, { field: words.need_add, least: 1, most: inputs.most }) };
  }
  const source = box.querySelector<HTMLSelectElement>(`#need-${CROWD}-source`)?.value ?? "";
  const key = inputs.crowds[need.kind];
  return { values: { [source ? `${key}@${source}` : key]: people } };
}

export function emptyCrowd(box: HTMLElement): void {
  const number = box.querySelector<HTMLInputElement>(`#need-${CROWD}`);
  if (number) number.value = "";
}

/** What is wrong, beside its field, which gets the focus. */
export function showWrong(box: HTMLElement, key: string, sentence: string): void {
  const field = box.querySelector<HTMLInputElement>(`[data-field="${CSS.escape(key)}"]`);
  if (!field) return;
  const said = wrong(sentence);
  said.id = `need-wrong-${key}`;
  said.dataset.typed = "";
  field.closest("details")?.setAttribute("open", "");
  (field.closest(".need-field, .need-crowd") ?? field).append(said);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", said.id);
  field.focus();
}

export function clearWrong(box: HTMLElement): void {
  for (const said of box.querySelectorAll("[data-typed]")) said.remove();
  for (const field of box.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
}

function wrong(sentence: string): HTMLElement {
  const made = make("p", { className: "wrong" }, sentence);
  made.setAttribute("role", "alert");
  return made;
}

function origin(said: Origin | null, page: Page): HTMLElement | null {
  if (!said) return null;
  const when = page.wording.dayAndTime(Date.parse(said.occurred_at));
  const told = fill(page.setting.words.need_said_by, { ...said, when });
  return make("small", { className: "origin" }, said.standing ? `${told} (${said.standing})` : told);
}

function listed(made: HTMLElement): HTMLElement {
  return make("div", { className: "listed" }, made);
}
