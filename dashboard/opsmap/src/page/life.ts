/** The life of the operation: the phase it is in, the turns it took, and the buttons that turn it. */
import { allow, element, say, set } from "./dash";
import { make, table } from "./dom";
import { here, unchanged } from "./here";
import type { Page } from "./page";
import type { Phase } from "./ruling";
import { keptFor, turns } from "./ruling";
import { Sending } from "./sending";
import { fill } from "./setting";

/** What each button does, from which phases, and what doing so is called in the table of rules. */
const TURNS: Record<string, { to: Phase; from: readonly Phase[]; action: string }> = {
  "life-activate": { to: "active", from: ["planned"], action: "plan" },
  "life-close": { to: "closed", from: ["planned", "active"], action: "close" },
  "life-reopen": { to: "active", from: ["closed", "archived"], action: "reopen" },
  "life-archive": { to: "archived", from: ["closed"], action: "reopen" },
};

const keeping = new Sending("life-keep", "life-keep-refusal");
const sendings = new Map(Object.keys(TURNS).map((button) => [button, new Sending(button, "life-refusal")]));

export const gestures = {
  living(clicks: number | undefined): unknown {
    if (!clicks || !here.page) return unchanged();
    showLife(here.page);
    return true;
  },

  turned(
    activate: number | undefined,
    close: number | undefined,
    reopen: number | undefined,
    archive: number | undefined,
    reason: string | null,
  ): void {
    const button = window.dash_clientside?.callback_context?.triggered_id;
    if (button && (activate || close || reopen || archive) && here.page) void turn(here.page, button, reason ?? "");
  },

  retained(clicks: number | undefined, days: number | string | null): void {
    if (clicks && here.page) void keep(here.page, days === null || days === "" ? null : Number(days));
  },
};

async function keep(page: Page, days: number | null): Promise<void> {
  const seq = await keeping.record(page, "RetentionSet", { days }, { category: "logistics" });
  if (seq !== null) set("life-days", { value: "" });
}

async function turn(page: Page, button: string, reason: string): Promise<void> {
  const seq = await sendings.get(button)?.record(page, "Phased", { phase: TURNS[button].to, reason }, { category: "command" });
  if (seq == null) return;
  set("life-reason", { value: "" });
  // The picker lists operations by their phase.
  set("listed", { data: Date.now() });
}

export function showLife(page: Page): void {
  const box = element("life-list");
  if (!box) return;
  const { words, access, operation } = page.setting;
  const now = fill(words.phase_now, { phase: access.phases[access.phase] });
  say("life-now", [now, operation.exercise ? words.exercise : "", operation.continuous ? words.routine : ""].filter(Boolean).join(" · "));
  const taken = turns(page.entries);
  box.replaceChildren(
    taken.length
      ? table(
          [words.phase, words.when, words.by, words.reason],
          taken.map(({ phase, at, by, organisation, reason }) => [
            access.phases[phase] ?? phase,
            page.wording.dayAndTime(at),
            `${by}, ${organisation}`,
            reason,
          ]),
        )
      : make("p", { className: "hint" }, words.no_turn),
  );
  const kept = keptFor(page.entries);
  say("life-kept", kept ? fill(words.kept_days, { days: kept.days, by: kept.by }) : words.kept_for_good);
  allow("life-keep", page.may("retain"), page.why("retain"));
  for (const [button, { from, action }] of Object.entries(TURNS)) {
    const possible = from.includes(access.phase);
    const why = possible ? page.why(action) : fill(words.not_from, { phase: access.phases[access.phase] });
    allow(button, possible && page.may(action), why);
  }
}
