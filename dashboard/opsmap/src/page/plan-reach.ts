/** The tab of reach: how the layer is computed, and who gives help at the instant shown. */
import { LONGEST_MIN, MOST_BANDS, typedBands } from "../reach/minimum";
import { MEANS, type Means, type Source } from "../reach/sources";
import { Pace } from "../pace";
import { element, reveal, say, set } from "./dash";
import { make } from "./dom";
import { here } from "./here";
import { saidLength } from "./lengths";
import { fills } from "./plan";
import type { DueKey, PaceKey, Reached } from "./reach";
import { fill } from "./setting";

const SHOWN_MS = 200;
const LISTED = 60;

const shown = { open: false, listening: false };
const pace = new Pace(SHOWN_MS, () => show());

export const gestures = {
  reachTurned(on: boolean | null): void {
    here.page?.reach.turn(on ?? false);
  },

  reachMeans(means: string | null): void {
    here.page?.reach.choose({ means: MEANS.includes(means as Means) ? (means as Means) : "own" });
  },

  reachPaced(chosen: PaceKey | null): void {
    here.page?.reach.choose({ pace: chosen ?? "central" });
  },

  reachBands(text: string | null): void {
    const { page } = here;
    if (!page) return;
    const bands = typedBands(text ?? "");
    say("reach-wrong", bands ? "" : fill(page.setting.words.reach_bands_wrong, { most: MOST_BANDS, longest: LONGEST_MIN }));
    reveal("reach-wrong", bands === null);
    if (bands) page.reach.choose({ bands });
  },

  reachDelayed(minutes: number | string | null): void {
    const delay = Number(minutes);
    if (Number.isFinite(delay) && delay >= 0) here.page?.reach.choose({ delay });
  },

  reachDue(due: DueKey | null): void {
    here.page?.reach.choose({ due: due ?? "auto" });
  },

  reachLeft(clicks: number | undefined): void {
    if (clicks) set("reach-on", { checked: false });
  },
};

fills({
  key: "reach",
  opened(page) {
    shown.open = true;
    if (!shown.listening) page.reach.listen(() => shown.open && pace.ask());
    shown.listening = true;
    show();
  },
  closed() {
    shown.open = false;
    pace.stop();
  },
});

function show(): void {
  const { page } = here;
  const body = element("reach-body");
  if (!page || !body) return;
  const { words } = page.setting;
  const { now, leftOut, on } = page.reach;
  const said = on ? (now.length + leftOut.length === 0 ? words.reach_nobody : "") : words.reach_off;
  const lines = [...now.map(line), ...leftOut.map((source) => told(source, words.reach_uncounted))];
  const list = make("ul", { className: "reach-list" }, ...lines.slice(0, LISTED).map((one) => make("li", {}, one)));
  const held = (document.activeElement as HTMLElement | null)?.dataset?.object;
  body.replaceChildren(said ? make("p", { className: "hint" }, said) : list);
  if (held) body.querySelector<HTMLElement>(`[data-object="${CSS.escape(held)}"]`)?.focus();
}

/** Who it is, how it goes, and what became of its field. */
function line({ source, field }: Reached): HTMLElement {
  const page = here.page!;
  const { words, locale } = page.setting;
  const state = !field
    ? words.reach_coming
    : !("seconds" in field)
      ? field.sentence
      : field.snapped_m >= 1
        ? fill(words.reach_snapped, { far: saidLength(field.snapped_m, locale) })
        : "";
  return told(source, state);
}

function told(source: Source, state: string): HTMLElement {
  const page = here.page!;
  const { words, reach } = page.setting;
  const said = [reach.modes[source.mode], source.due ? words.reach_planned : "", state].filter(Boolean).join(" · ");
  const made = make("button", { onclick: () => page.pick(source.object) }, make("b", {}, source.name), make("span", {}, said));
  made.dataset.object = source.object;
  return made;
}
