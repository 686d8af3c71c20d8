/** What an operation is watched for: the rules in force, as the reel says them, and the form that sets one. */
import { whatHolds } from "../reel";
import type { Watch } from "./alarms";
import { rulesOf, ZONED } from "./alarms";
import type { Rule } from "./alarms";
import { allow, element, reveal, say, set } from "./dash";
import { make, table } from "./dom";
import { here } from "./here";
import type { Page } from "./page";
import { Sending } from "./sending";
import { fill } from "./setting";

const TEAM = "team";
/** What is usual, in minutes; whoever sets a rule may say another. */
const USUAL: Record<Watch, number> = { inside: 0, left: 0, outside: 2, silent: 10, still: 10, unheard: 20 };

const sending = new Sending("rule-confirm", "rule-refusal");
/** The rule that is changed; without one, a new one is set. */
let changed: Rule | null = null;

export const gestures = {
  ruleTurned(watch: Watch | null): void {
    if (watch && here.page) turn(here.page, watch, changed?.watch === watch ? changed.minutes : USUAL[watch]);
  },

  ruleNew(clicks: number | undefined): void {
    if (clicks && here.page) clear(here.page);
  },

  ruleRecorded(clicks: number | undefined, watch: Watch, zones: string[] | null, teams: string[] | null, minutes: number | string | null): void {
    if (clicks && here.page) void record(here.page, watch, ZONED.includes(watch) ? (zones ?? []) : [], teams ?? [], Number(minutes) || 0);
  },
};

async function record(page: Page, watch: Watch, zones: string[], teams: string[], minutes: number): Promise<void> {
  const rule = changed?.rule ?? crypto.randomUUID();
  const body = { rule, watch, object_ids: teams, zone_ids: zones, minutes };
  if ((await sending.record(page, "Watched", body, { category: "command" })) !== null) clear(page);
}

async function stop(page: Page, { rule, watch }: Rule): Promise<void> {
  await sending.record(page, "Watched", { rule, watch, on: false }, { category: "command" });
}

/** The form asks for zones where a rule is about zones, and says what makes it ring. */
function turn(page: Page, watch: Watch, minutes: number): void {
  reveal("rule-zones", ZONED.includes(watch));
  say("rule-says", page.setting.words[`says_${watch}`]);
  set("rule-minutes", { value: minutes });
}

function clear(page: Page): void {
  changed = null;
  set("rule-watch", { value: "inside" });
  for (const id of ["rule-zones", "rule-teams"]) set(id, { value: [] });
  turn(page, "inside", USUAL.inside);
  say("rule-title", page.setting.words.rule_new);
  sending.clear();
}

/** Write which rules are in force; called again whenever the reel grows. */
export function showRules(page: Page): void {
  const [box, reel] = [element("rules-list"), page.held];
  if (!box || !reel) return;
  const { words } = page.setting;
  const [rules, may] = [rulesOf(page.entries), page.may("watch")];
  const headings = [words.rule_watch, words.in_area, words.rule_teams, words.rule_after, words.rule_set_by];
  box.replaceChildren(
    rules.length
      ? table(
          may ? [...headings, ""] : headings,
          rules.map((rule) => line(page, rule, may)),
        )
      : make("p", { className: "hint" }, words.rules_none),
  );
  const teams = whatHolds(reel, Number.MAX_SAFE_INTEGER, null)
    .filter(({ kind }) => kind === TEAM)
    .map(({ object, values }) => ({ value: object, label: String(values.name ?? object) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  set("rule-teams", { data: teams });
  set("rule-zones", { data: page.areas() });
  if (changed === null && element("rule-says")?.textContent === "") turn(page, "inside", USUAL.inside);
  allow("rule-confirm", may, page.why("watch"));
}

function line(page: Page, rule: Rule, may: boolean): (Node | string)[] {
  const { words } = page.setting;
  const names = (some: readonly string[]): string => some.map((object) => page.nameOf(object)).join(", ");
  const watch = words[`watch_${rule.watch}`] ?? rule.watch;
  const button = (label: string, onclick: () => void): HTMLElement =>
    make("button", { aria: { label: `${label} ${watch} ${names(rule.zones)}` }, onclick }, label);
  return [
    make("b", {}, watch),
    names(rule.zones) || "—",
    names(rule.teams) || words.rule_all,
    rule.minutes ? fill(words.rule_minutes, { count: rule.minutes }) : words.rule_at_once,
    `${rule.by}, ${page.wording.dayAndTime(rule.at)}`,
    ...(may
      ? [make("div", { className: "buttons" }, button(words.change, () => change(page, rule)), button(words.rule_stop, () => void stop(page, rule)))]
      : []),
  ];
}

/** Fill the form with a rule, to be set anew. */
function change(page: Page, rule: Rule): void {
  changed = rule;
  set("rule-watch", { value: rule.watch });
  set("rule-zones", { value: [...rule.zones] });
  set("rule-teams", { value: [...rule.teams] });
  turn(page, rule.watch, rule.minutes);
  say("rule-title", page.setting.words.rule_change);
  requestAnimationFrame(() => element("rule-watch")?.focus());
}
