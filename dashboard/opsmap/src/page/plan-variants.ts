/** The variants of a plan: beside the plan in figures and over the day, made, looked at, adopted. */
import { button, choose, labelled, post, write } from "./asking";
import { adopting } from "./adopting";
import { Curves } from "./curves";
import { element, set } from "./dash";
import { make, table, type Child } from "./dom";
import { here } from "./here";
import { watch, type Job } from "./job";
import { Pace } from "../pace";
import type { Page } from "./page";
import { fills, openPlan } from "./plan";
import { fill } from "./setting";
import { atLarge, turnOver } from "./variant";

interface Plan {
  id: string;
  name: string;
  variant: boolean;
  posts: number;
  teams: number;
  first_aiders: number;
  crewless: number;
  /** The most first-aiders the rule asks for at one time; null where it cannot tell. */
  asked: number | null;
  lacking: number | null;
  unsized: number;
  uncovered_min: number;
  uncovered_places: number;
  assignments: number;
  duty_min: number;
  endless: number;
  changes: number;
  posts_due: number[];
  teams_due: number[];
}

interface Comparison {
  instants: string[];
  plans: Plan[];
}

/** The cover of a day, as its job answers it. */
interface Cover {
  instants: number[];
  people: number[];
  reached: number[];
  gaps: { wait_s: number | null }[];
}

type Measure = "posts" | "teams" | "reached";

const SAMPLES = 96;

/** What the tab holds while it is in view; one tab on the page. */
const tab: {
  of: string;
  found: Comparison | null;
  covers: Map<string, Cover>;
  measure: Measure;
  within: number;
  curves: Curves | null;
  again: boolean;
} = { of: "", found: null, covers: new Map(), measure: "teams", within: 15, curves: null, again: false };

/** The reel may grow often; the figures are the server's to count. */
const pace = new Pace(2_000, () => here.page && void load(here.page));

fills({
  key: "variants",
  opened: (page) => void load(page),
  closed: () => {
    pace.stop();
    set("map", { compared: null });
    tab.curves?.erase();
    tab.curves = null;
  },
  renewed: () => pace.ask(),
});

/** Open the tab once the page turned to another plan, if it was open before. */
export function reopenVariants(page: Page): void {
  if (!tab.again) return;
  tab.again = false;
  openPlan(page, "variants");
}

async function load(page: Page): Promise<void> {
  const { id } = atLarge(page);
  if (tab.of !== id) [tab.of, tab.found, tab.covers] = [id, null, new Map()];
  const answer = await fetch(`/api/operations/${id}/variants/comparison`, { credentials: "same-origin" }).catch(() => null);
  if (here.page !== page || atLarge(page).id !== id) return;
  const said = answer?.ok ? ((await answer.json()) as Comparison) : null;
  const same = said !== null && JSON.stringify(said) === JSON.stringify(tab.found);
  if (same && tab.curves && element("variants-body")?.dataset.shown === shownOf(page)) return;
  tab.found = said;
  show(page);
}

function shownOf(page: Page): string {
  return `${page.setting.operation.id} ${page.setting.locale} ${page.may("vary")}`;
}

/** What is being read or typed stays as it is; the figures and the curves are those of now. */
function show(page: Page): void {
  const body = element("variants-body");
  if (!body) return;
  const { words } = page.setting;
  const { found } = tab;
  if (!found) {
    delete body.dataset.shown;
    body.replaceChildren(make("p", { className: "hint" }, words.variant_lost));
    return;
  }
  if (body.dataset.shown !== shownOf(page) || !tab.curves) {
    body.dataset.shown = shownOf(page);
    const chart = make("div", { className: "variant-chart" });
    tab.curves?.erase();
    tab.curves = new Curves(chart);
    body.replaceChildren(
      make("div", { className: "variant-table", tabindex: "0", role: "group", aria: { label: words.variant_figures } }),
      make("div", { className: "variant-adopting" }),
      page.setting.operation.variant_of === null ? founding(page) : "",
      make("h3", {}, words.variant_curve),
      make("div", { className: "variant-measures" }),
      chart,
      cover(page),
    );
  }
  const none = found.plans.length > 1 ? "" : make("p", { className: "hint" }, words.variant_none);
  body.querySelector(".variant-table")?.replaceChildren(figures(page, found), none);
  body.querySelector(".variant-measures")?.replaceChildren(measures(page));
  draw(page);
}

/** A plan beside the other; what cannot be told yet is left out. */
function figures(page: Page, found: Comparison): HTMLElement {
  const { words } = page.setting;
  const lines: [string, (plan: Plan) => Child][] = [
    [words.variant_posts, (plan) => plan.posts],
    [words.variant_teams, (plan) => plan.teams],
    [words.variant_asked, (plan) => asked(page, plan)],
    [words.variant_first_aiders, (plan) => noted(plan.first_aiders, plan.crewless, words.variant_crewless)],
    [words.variant_uncovered, (plan) => noted(new Intl.NumberFormat(page.setting.locale).format(plan.uncovered_min), plan.uncovered_places, words.variant_uncovered_places)],
    [words.variant_assignments, (plan) => plan.assignments],
    [words.variant_duty, (plan) => noted(hours(plan.duty_min, page.setting.locale), plan.endless, words.variant_endless)],
  ];
  if (tab.covers.size > 0) {
    const covers = new Map(found.plans.map(({ id }) => [id, covered(page, tab.covers.get(id))]));
    lines.push([words.variant_reached, ({ id }) => covers.get(id)![0]], [words.variant_wait, ({ id }) => covers.get(id)![1]]);
  }
  if (found.plans.length > 1) lines.push([words.variant_changes, (plan) => (plan.variant ? changed(page, plan) : "")]);
  // Plans stand side by side, a figure in each line: so they are compared, and so they fit beside the map.
  const made = table(["", ...found.plans.map(({ name }) => name)], lines.map(([label, of]) => [label, ...found.plans.map(of)]));
  made.querySelectorAll("thead th").forEach((heading, i) => heading.replaceChildren(named(page, found.plans[i])));
  made.className = "variant-figures beside";
  return made;
}

/** What the rule asks of a plan; what is missing is told with it, and what could not be sized. */
function asked(page: Page, { asked: most, lacking, unsized }: Plan): HTMLElement {
  const { words } = page.setting;
  const notes = [
    lacking ? fill(words.variant_lacking, { count: lacking }) : "",
    unsized ? fill(words.variant_unsized, { count: unsized }) : "",
  ].filter(Boolean);
  const small = notes.length ? make("small", {}, ` (${notes.join(", ")})`) : "";
  return make("span", {}, most === null ? words.variant_unasked : String(most), small);
}

function named(page: Page, plan: Plan): HTMLElement {
  const { words, operation } = page.setting;
  const name = plan.variant ? plan.name : words.variant_plan;
  if (plan.id === operation.id) return make("strong", {}, name, ` (${words.variant_here})`);
  const label = plan.variant ? fill(words.variant_turn_to, { name }) : words.variant_turn;
  return make("button", { className: "told", aria: { label }, onclick: () => turn(page, plan.id) }, name);
}

function turn(page: Page, id: string): void {
  tab.again = true;
  turnOver(page, id);
}

function changed(page: Page, plan: Plan): HTMLElement {
  const { words } = page.setting;
  const { name } = plan;
  const adopt = button(words.variant_adopt, () => void adopting(page, atLarge(page), plan, () => void load(page)));
  adopt.setAttribute("aria-label", fill(words.variant_adopt_of, { name }));
  return make("span", { className: "variant-changed" }, String(plan.changes), " ", adopt);
}

/** A figure, and what it leaves out. */
function noted(figure: number | string, missing: number, sentence: string): HTMLElement {
  const note = missing ? fill(sentence, { count: missing }) : "";
  return make("span", {}, String(figure), note ? make("small", {}, ` (${note})`) : "");
}

function hours(minutes: number, locale: string): string {
  const said = (minutes / 60).toFixed(1);
  return locale === "fr" ? said.replace(".", ",") : said;
}

/** The least share that is reached, when, and how long somebody waits at worst. */
function covered(page: Page, cover: Cover | undefined): Child[] {
  const { words, locale } = page.setting;
  const shares = (cover?.instants ?? []).flatMap((at, i) => (cover!.people[i] > 0 ? [{ at, share: cover!.reached[i] / cover!.people[i] }] : []));
  if (!cover || !shares.length) return [words.variant_nobody, ""];
  const worst = shares.reduce((one, other) => (other.share < one.share ? other : one));
  const percent = new Intl.NumberFormat(locale, { style: "percent" }).format(worst.share);
  const waits = cover.gaps.map(({ wait_s: wait }) => wait ?? Infinity);
  const wait = Math.max(0, ...waits);
  return [
    fill(words.variant_reached_said, { percent, time: page.wording.dayAndTime(worst.at) }),
    waits.length === 0 ? "–" : wait === Infinity ? words.variant_never : `${Math.ceil(wait / 60)}\u00a0min`,
  ];
}

function measures(page: Page): HTMLElement {
  const { words } = page.setting;
  const known: [Measure, string][] = [
    ["teams", words.variant_curve_teams],
    ["posts", words.variant_curve_posts],
    ...(tab.covers.size ? ([["reached", words.variant_curve_reached]] as [Measure, string][]) : []),
  ];
  return labelled(
    words.variant_curve_of,
    choose(known, tab.measure, (measure) => {
      tab.measure = measure as Measure;
      draw(page);
    }),
  );
}

function draw(page: Page): void {
  const { found, measure } = tab;
  if (!found || !tab.curves) return;
  const { words, operation } = page.setting;
  const lines = found.plans.map((plan) => {
    const cover = tab.covers.get(plan.id);
    const name = plan.variant ? plan.name : words.variant_plan;
    if (measure !== "reached") return { name, times: found.instants.map((at) => Date.parse(at)), values: measure === "posts" ? plan.posts_due : plan.teams_due };
    const values = (cover?.people ?? []).map((people, i) => (people > 0 ? (100 * cover!.reached[i]) / people : null));
    return { name, times: cover?.instants ?? [], values };
  });
  const label = { posts: words.variant_curve_posts, teams: words.variant_curve_teams, reached: words.variant_curve_reached }[measure];
  void tab.curves.draw(lines, { label, zone: operation.time_zone, locale: page.setting.locale, steps: measure !== "reached" });
}

/** The cover of the day of every plan, one after the other: each is long work of its own. */
function cover(page: Page): HTMLElement {
  const { words } = page.setting;
  const within = write(String(tab.within), "number");
  [within.min, within.max, within.step] = ["1", "60", "1"];
  const progress = make("div", {});
  const said = make("p", { className: "hint" });
  const begin = button(words.variant_cover, () => {
    tab.within = Math.min(60, Math.max(1, Number(within.value) || 15));
    begin.disabled = true;
    void (async () => {
      said.textContent = "";
      for (const plan of tab.found?.plans ?? []) {
        const begun = await post<Job>(`/api/operations/${plan.id}/coverage`, { within_min: tab.within, instants: SAMPLES });
        const job = begun && "said" in begun ? await watch(begun.said, progress, words) : null;
        if (job?.state !== "done") {
          said.textContent = job?.error?.sentence ?? (begun && "wrong" in begun ? begun.wrong : words.variant_lost);
          begin.disabled = false;
          return;
        }
        tab.covers.set(plan.id, job.result as unknown as Cover);
      }
      tab.measure = "reached";
      begin.disabled = false;
      show(page);
    })();
  });
  return make("div", { className: "variant-cover" }, labelled(words.variant_within, within), begin, progress, said);
}

function founding(page: Page): HTMLElement {
  const { words } = page.setting;
  const name = write();
  const note = make("textarea", {}) as HTMLTextAreaElement;
  [name.maxLength, note.maxLength, note.rows] = [200, 4000, 2];
  const said = make("p", { className: "refusal" });
  said.setAttribute("role", "alert");
  const begin = button(words.variant_make, () => {
    if (!name.value.trim()) {
      said.textContent = words.variant_nameless;
      name.focus();
      return;
    }
    begin.disabled = true;
    void post<{ id: string }>(`/api/operations/${atLarge(page).id}/variants`, { name: name.value, note: note.value }).then((answer) => {
      begin.disabled = !page.may("vary");
      if (!answer || "wrong" in answer) {
        said.textContent = answer?.wrong ?? words.variant_lost;
        return;
      }
      tab.again = true;
      page.keepLooking(answer.said.id);
      here.wanted = answer.said.id;
      set("listed", { data: Date.now() });
    });
  });
  begin.className = "make";
  begin.disabled = !page.may("vary");
  begin.title = page.may("vary") ? "" : page.why("vary");
  return make(
    "section", { className: "variant-new" },
    make("h3", {}, words.variant_new), labelled(words.variant_name, name), labelled(words.variant_note, note), begin, said,
  );
}
