/** What the page does between two answers of the server: Dash calls these by name, from `callbacks/`. */
import type { PointerData } from "../types";
import { read } from "./address";
import type { Way } from "./clock";
import type { Dash } from "./dash";
import { element, mounted, reveal, set } from "./dash";
import { found } from "./founding";
import type { Grid, Row } from "./grid";
import { dressGrid } from "./grid";
import { listen } from "./keys";
import { Page } from "./page";
import type { Setting } from "./setting";
import type { Locale } from "./wording";
import { Writing } from "./writing";
import type { Said } from "./writing";

const YEAR = 31_536_000;
/** Fields of a date and a time; Dash has none of its own. */
const TIMES = ["known-at", "entry-when-at", "open-starts", "open-ends"];

let page: Page | null = null;
let writing: Writing | null = null;

dressGrid((): Grid | null => page?.grid ?? null);

const gestures = {
  /** The operation of the link, if there is one and it may be read; else the first. */
  begun(operations: { value: string }[] | null): string | null {
    for (const id of TIMES) void mounted<HTMLInputElement>(id).then((input) => (input.type = "datetime-local"));
    const known = (operations ?? []).map(({ value }) => value);
    const wanted = read(location.search).operation;
    return wanted !== null && known.includes(wanted) ? wanted : (known[0] ?? null);
  },

  open(setting: Setting | null): void {
    if (!setting) return;
    if (!page) {
      page = new Page(setting);
      writing = new Writing(page);
      listen(page, writing);
    }
    page.open(setting);
  },

  founding(clicks: number | undefined): boolean | unknown {
    return clicks ? true : window.dash_clientside?.no_update;
  },

  founded(
    clicks: number | undefined,
    name: string | null,
    starts: string | null,
    ends: string | null,
    zone: string,
    exercise: boolean | null,
    locale: Locale,
  ): void {
    if (clicks) {
      void found(
        { name: name ?? "", starts: starts ?? "", ends: ends ?? "", zone, exercise: exercise ?? false },
        locale,
      );
    }
  },

  pointed(click: PointerData | null): void {
    if (!click || !page) return;
    if (click.mode === "pick") writing?.aimed(click.lng, click.lat);
    else page.pointed(click);
  },

  /** A right click, or a long press, writes about that place. */
  asked(click: PointerData | null): void {
    if (!click) return;
    writing?.aimed(click.lng, click.lat);
    if (click.objectId) set("entry-objects", { value: [click.objectId] });
    writing?.compose();
  },

  seen(viewport: { center: [number, number]; zoom: number } | null): void {
    if (viewport) page?.seen(viewport);
  },

  counted(shown: { counts: Record<string, number> } | null): void {
    for (const [key, count] of Object.entries(shown?.counts ?? {})) {
      const cell = element(`count-${key}`);
      if (!cell) continue;
      cell.textContent = String(count);
      cell.closest(".layer")?.classList.toggle("none", count === 0);
    }
  },

  chosen(rows: Row[] | null): void {
    page?.chosen(rows?.[0] ?? null);
  },

  visited(event: { rowIndex?: number; rowId?: string } | null): void {
    const row = event?.rowId === undefined ? undefined : page?.grid.entry(Number(event.rowId));
    if (row) page?.clock.goTo(row.occurred_at);
  },

  released(clicks: number | undefined): void {
    if (clicks) page?.release();
  },

  searched(query: string | null): void {
    page?.grid.search(query ?? "");
  },

  saw(way: Way, known: string | null): void {
    page?.see(way, known ? page.wording.fromInput(known) : null);
    if (way === "pair" && !known && page) {
      set("known-at", { value: page.wording.forInput(page.clock.shown.pair ?? page.clock.shown.time) });
    }
  },

  hid(on: string[] | null, all: { key: string }[]): string[] {
    const drawn = new Set(on ?? []);
    return all.map(({ key }) => key).filter((key) => !drawn.has(key));
  },

  stepped(back: number | undefined, on: number | undefined): void {
    const trigger = window.dash_clientside?.callback_context?.triggered_id;
    if (back || on) page?.dial.step(trigger === "next-entry");
  },

  played(clicks: number | undefined): void {
    if (clicks) page?.dial.toggle();
  },

  hurried(speed: string | null): void {
    if (page && speed) page.clock.speed = Number(speed);
  },

  followed(clicks: number | undefined): void {
    if (clicks) page?.clock.follow();
  },

  jumped(click: { points?: { x: string }[] } | null): void {
    const x = click?.points?.[0]?.x;
    if (x) page?.clock.goTo(Date.parse(/Z|[+-]\d\d:?\d\d$/.test(x) ? x : `${x.replace(" ", "T")}Z`));
  },

  spoke(locale: string | null): void {
    const spoken = document.querySelector(".vigie")?.getAttribute("lang");
    document.documentElement.lang = spoken ?? "fr";
    if (!locale || !spoken || locale === spoken) return;
    document.cookie = `vigie_lang=${locale}; path=/; max-age=${YEAR}; samesite=lax`;
    location.reload();
  },

  lit(clicks: number | undefined): void {
    const dark = clicks ? !isDark() : (stored() ?? matchMedia("(prefers-color-scheme: dark)").matches);
    if (clicks) localStorage.setItem("vigie-theme", dark ? "dark" : "light");
    const theme = dark ? "dark" : "light";
    document.documentElement.dataset.agThemeMode = theme;
    set("provider", { forceColorScheme: theme });
    set("map", { theme });
  },

  timed(when: string | null): void {
    reveal("entry-when-at", when === "at");
  },

  aimed(clicks: number | undefined): void {
    if (clicks) writing?.aim();
  },

  recorded(
    clicks: number | undefined,
    text: string | null,
    category: string,
    priority: string,
    when: Said["when"],
    whenAt: string | null,
    objects: string[] | null,
  ): void {
    if (clicks)
      void writing?.record({
        text: text ?? "",
        category,
        priority,
        when,
        whenAt: whenAt ?? "",
        objects: objects ?? [],
      });
  },

  confirmed(clicks: number | undefined): void {
    if (clicks) void writing?.confirm();
  },

  cancelled(clicks: number | undefined): void {
    if (clicks) writing?.cancel();
  },

  correcting(clicks: number | undefined): void {
    if (clicks) void writing?.correct(page?.entry ?? null);
  },

  striking(clicks: number | undefined): boolean | unknown {
    return clicks && page?.entry ? true : window.dash_clientside?.no_update;
  },

  struck(clicks: number | undefined, reason: string | null): void {
    if (clicks) void writing?.strike(page?.entry ?? null, reason ?? "");
  },

  helped(clicks: number | undefined): boolean | unknown {
    return clicks ? true : window.dash_clientside?.no_update;
  },
};

function isDark(): boolean {
  return document.documentElement.dataset.agThemeMode === "dark";
}

function stored(): boolean | null {
  const theme = localStorage.getItem("vigie-theme");
  return theme === null ? null : theme === "dark";
}

window.dash_clientside = Object.assign(window.dash_clientside ?? ({} as Dash), { vigie: gestures });
