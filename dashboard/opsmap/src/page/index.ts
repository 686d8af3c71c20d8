/** What the page does between two answers of the server: Dash calls these by name, from `callbacks/`. */
import type { PointerData } from "../types";
import { read } from "./address";
import { aimed } from "./aiming";
import type { Choice } from "./audience";
import type { Way } from "./clock";
import * as alarming from "./alarming";
import * as comparing from "./comparing";
import * as copyingPlan from "./copying-plan";
import type { Dash } from "./dash";
import { element, mounted, reveal, set, typed } from "./dash";
import { found } from "./founding";
import type { Grid, Row } from "./grid";
import { dressGrid } from "./grid";
import { here, unchanged } from "./here";
import { listen } from "./keys";
import type { Group } from "./picker";
import { choicesOf, dressPicker } from "./picker";
import * as directory from "./directory";
import * as going from "./going";
import * as hearing from "./hearing";
import * as inside from "./inside";
import * as nearest from "./nearest";
import * as readout from "./readout";
import * as ruler from "./ruler";
import * as documents from "./documents";
import * as importing from "./importing";
import * as finding from "./finding";
import * as drawing from "./drawing";
import * as filling from "./filling";
import * as filming from "./filming";
import * as life from "./life";
import { Page } from "./page";
import * as panel from "./panel";
import type { Setting } from "./setting";
import type { Locale } from "./wording";
import { listenForPrint } from "./paper";
import * as people from "./people";
import * as printing from "./printing";
import * as placing from "./placing";
import * as plan from "./plan";
import * as planReach from "./plan-reach";
import "./plan-variants";
import "./plan-afterwards";
import * as planNeed from "./plan-need";
import "./plan-places";
import * as planCapacity from "./plan-capacity";
import * as planShifts from "./plan-shifts";
import * as reading from "./reading";
import * as remarks from "./remarks";
import * as replay from "./replay";
import * as reserving from "./reserving";
import * as scheduling from "./scheduling";
import * as seeing from "./seeing";
import * as sharing from "./sharing";
import * as staging from "./staging";
import * as statuses from "./statuses";
import * as watching from "./watching";
import { Writing } from "./writing";
import type { Said } from "./writing";

const YEAR = 31_536_000;
/** Fields of a date and a time; Dash has none of its own. */
const TIMES = [
  "known-at",
  "entry-when-at",
  "entry-embargo",
  "documents-embargo",
  "open-starts",
  "open-ends",
  "reserve-embargo",
  "share-starts",
  "share-ends",
  "compare-from",
  "compare-to",
  "assignment-from",
  "assignment-to",
  "placing-when",
  "stage-from",
  "stage-to",
  "place-when-at",
  "place-from",
  "place-to",
  "place-embargo",
  "loop-from",
  "loop-to",
  "inside-from",
  "inside-to",
];

dressGrid((): Grid | null => here.page?.grid ?? null);
dressPicker();
listenForPrint();
panel.leadSkipLinks();
void mounted("theme").then(() => light(stored() ?? matchMedia("(prefers-color-scheme: dark)").matches));

const gestures = {
  /** The operation of the link, if there is one and it may be read; else the first. */
  begun(operations: Group[] | null): string | null {
    for (const id of TIMES) void mounted<HTMLInputElement>(id).then((input) => (input.type = "datetime-local"));
    const known = choicesOf(operations ?? []);
    const wanted = here.wanted ?? read(location.search).operation;
    if (wanted === null || !known.includes(wanted)) return known[0] ?? null;
    here.wanted = null;
    return wanted;
  },

  open(setting: Setting | null): void {
    if (!setting) return;
    if (!here.page) {
      here.page = new Page(setting);
      here.writing = new Writing(here.page);
      here.drawing = new drawing.Drawing(here.page);
      here.filling = new filling.Filling(here.page);
      listen(here.page, here.writing);
    }
    here.page.open(setting);
  },

  founding(clicks: number | undefined): boolean | unknown {
    return clicks ? true : unchanged();
  },

  founded(
    clicks: number | undefined,
    name: string | null,
    starts: string | null,
    ends: string | null,
    zone: string,
    exercise: boolean | null,
    continuous: boolean | null,
    model: string | null,
    locale: Locale,
  ): void {
    if (clicks) {
      void found(
        { name: typed("open-name", name), starts: typed("open-starts", starts), ends: typed("open-ends", ends), zone, exercise: exercise ?? false, continuous: continuous ?? false, model },
        locale,
      );
    }
  },

  /** What has no end asks for none. */
  endless(continuous: boolean | null): void {
    reveal("open-ends", !continuous);
  },

  pointed(click: PointerData | null): void {
    if (!click || !here.page) return;
    if (click.mode === "pick") {
      if (!aimed(click.lng, click.lat)) here.writing?.aimed(click.lng, click.lat);
    } else here.page.pointed(click);
  },

  /** A right click, or a long press, writes about that place. */
  asked(click: PointerData | null): void {
    if (!click) return;
    here.writing?.aimed(click.lng, click.lat);
    if (click.objectId) here.writing?.about([click.objectId]);
    here.writing?.compose();
  },

  seen(viewport: { center: [number, number]; zoom: number } | null): void {
    if (viewport) here.page?.seen(viewport);
  },

  chosen(rows: Row[] | null): void {
    here.page?.chosen(rows?.[0] ?? null);
  },

  /** The line that is chosen already leads back to what it speaks of, once its card was closed. */
  chosenAgain(event: { rowId?: string } | null): void {
    if (event?.rowId !== undefined) here.page?.chosenAgain(Number(event.rowId));
  },

  visited(event: { rowIndex?: number; rowId?: string } | null): void {
    const row = event?.rowId === undefined ? undefined : here.page?.grid.entry(Number(event.rowId));
    if (row) here.page?.clock.goTo(row.occurred_at);
  },

  released(clicks: number | undefined): void {
    if (clicks) here.page?.release();
  },

  searched(query: string | null): void {
    here.page?.filter.search(query ?? "");
  },

  saw(way: Way, known: string | null): void {
    here.page?.see(way, known ? here.page.wording.fromInput(known) : null);
    if (way === "pair" && !known && here.page) {
      set("known-at", { value: here.page.wording.forInput(here.page.clock.shown.pair ?? here.page.clock.shown.time) });
    }
  },

  hid(on: string[] | null, all: { key: string }[]): string[] {
    const drawn = new Set(on ?? []);
    return all.map(({ key }) => key).filter((key) => !drawn.has(key));
  },

  stepped(back: number | undefined, on: number | undefined): void {
    const trigger = window.dash_clientside?.callback_context?.triggered_id;
    if (back || on) here.page?.dial.step(trigger === "next-entry");
  },

  played(clicks: number | undefined): void {
    if (clicks) here.page?.dial.toggle();
  },

  hurried(speed: string | null): void {
    if (here.page && speed) here.page.clock.speed = Number(speed);
  },

  followed(clicks: number | undefined): void {
    if (clicks) here.page?.clock.follow();
  },

  jumped(click: { points?: { x: string }[] } | null): void {
    const x = click?.points?.[0]?.x;
    if (x) here.page?.clock.goTo(Date.parse(/Z|[+-]\d\d:?\d\d$/.test(x) ? x : `${x.replace(" ", "T")}Z`));
  },

  spoke(locale: string | null): void {
    const spoken = document.querySelector(".vigie")?.getAttribute("lang");
    document.documentElement.lang = spoken ?? "fr";
    if (!locale || !spoken || locale === spoken) return;
    document.cookie = `vigie_lang=${locale}; path=/; max-age=${YEAR}; samesite=lax`;
    location.reload();
  },

  lit(clicks: number | undefined): void {
    if (!clicks) return;
    localStorage.setItem("vigie-theme", isDark() ? "light" : "dark");
    light(!isDark());
  },

  timed(when: string | null): void {
    reveal("entry-when-at", when === "at");
  },

  aimed(clicks: number | undefined): void {
    if (clicks) here.writing?.aim();
  },

  recorded(
    clicks: number | undefined,
    text: string | null,
    category: string,
    priority: string,
    when: Said["when"],
    whenAt: string | null,
    objects: string[] | null,
    choice: Choice,
    of: string[] | null,
    until: string | null,
  ): void {
    if (clicks)
      void here.writing?.record({
        text: typed("entry-text", text),
        category,
        priority,
        when,
        whenAt: typed("entry-when-at", whenAt),
        objects: objects ?? [],
        audience: { choice, of: of ?? [], until: until ?? "" },
      });
  },

  confirmed(clicks: number | undefined): void {
    if (clicks) void here.writing?.confirm();
  },

  cancelled(clicks: number | undefined): void {
    if (clicks) here.writing?.cancel();
  },

  correcting(clicks: number | undefined): void {
    if (clicks) void here.writing?.correct(here.page?.entry ?? null);
  },

  striking(clicks: number | undefined): boolean | unknown {
    return clicks && here.page?.entry ? true : unchanged();
  },

  struck(clicks: number | undefined, reason: string | null): void {
    if (clicks) void here.writing?.strike(here.page?.entry ?? null, reason ?? "");
  },

  unfolded(clicks: number | undefined): void {
    if (!clicks) return;
    const on = element("toolbar")?.classList.toggle("unfolded") ?? false;
    element("toolbar-menu")?.setAttribute("aria-expanded", String(on));
  },

  helped(clicks: number | undefined): boolean | unknown {
    return clicks ? true : unchanged();
  },
};

function light(dark: boolean): void {
  const theme = dark ? "dark" : "light";
  document.documentElement.dataset.agThemeMode = theme;
  set("provider", { forceColorScheme: theme });
  set("map", { theme });
}

function isDark(): boolean {
  return document.documentElement.dataset.agThemeMode === "dark";
}

function stored(): boolean | null {
  const theme = localStorage.getItem("vigie-theme");
  return theme === null ? null : theme === "dark";
}

window.dash_clientside = Object.assign(window.dash_clientside ?? ({} as Dash), {
  vigie: {
    ...gestures,
    ...alarming.gestures,
    ...comparing.gestures,
    ...copyingPlan.gestures,
    ...directory.gestures,
    ...documents.gestures,
    ...drawing.gestures,
    ...filling.gestures,
    ...finding.gestures,
    ...going.gestures,
    ...importing.gestures,
    ...hearing.gestures,
    ...inside.gestures,
    ...life.gestures,
    ...nearest.gestures,
    ...panel.gestures,
    ...people.gestures,
    ...placing.gestures,
    ...plan.gestures,
    ...planNeed.gestures,
    ...planReach.gestures,
    ...planCapacity.gestures,
    ...planShifts.gestures,
    ...printing.gestures,
    ...reading.gestures,
    ...remarks.gestures,
    ...replay.gestures,
    ...filming.gestures,
    ...readout.gestures,
    ...reserving.gestures,
    ...ruler.gestures,
    ...scheduling.gestures,
    ...seeing.gestures,
    ...sharing.gestures,
    ...staging.gestures,
    ...statuses.gestures,
    ...watching.gestures,
  },
});
