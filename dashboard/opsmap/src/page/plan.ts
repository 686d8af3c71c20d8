/** The planning panel, beside the map: its tabs tell their sections when they come into view, and what moves meanwhile. */
import { closeComparing } from "./comparing";
import { element, reveal, set } from "./dash";
import { here } from "./here";
import type { Page } from "./page";

/** What fills a tab. It hears of nothing while its tab is out of view: all it shows, it shows when `opened`. */
export interface Section {
  /** As `views/plan_*.py` calls its tab. */
  readonly key: string;
  /** The tab came into view. */
  opened(page: Page): void;
  /** It went out of view: what it drew on the map goes with it. */
  closed?(page: Page): void;
  /** The reel grew, or the reader may do something else than before. */
  renewed?(page: Page): void;
  /** The clock stands at another instant, or at another way of seeing: often, so be quick or keep a `Pace`. */
  moved?(page: Page): void;
  /** Something else is chosen on the map, or nothing. */
  chose?(page: Page): void;
}

const sections = new Map<string, Section>();
const panel: { open: boolean; tab: string; before: HTMLElement | null } = { open: false, tab: "need", before: null };

export const gestures = {
  planned(clicks: number | undefined): void {
    if (clicks && here.page) turnPlan(here.page);
  },

  planTurned(tab: string | null): void {
    if (!tab || tab === panel.tab) return;
    const { page } = here;
    if (page) inView()?.closed?.(page);
    panel.tab = tab;
    if (page) inView()?.opened(page);
  },

  planClosed(clicks: number | undefined): void {
    if (clicks && here.page) closePlan(here.page);
  },
};

/** Fill the tab of the section's key from now on. */
export function fills(section: Section): void {
  sections.set(section.key, section);
}

/** Open the panel, or put it away. */
export function turnPlan(page: Page): void {
  if (!closePlan(page)) openPlan(page);
}

/** Open the panel, at a tab if one is named; what lay over or beside the map gives way. */
export function openPlan(page: Page, tab: string = panel.tab): void {
  closeComparing(page);
  page.closeOverMap();
  if (panel.open) return set("plan-tab", { value: tab });
  panel.open = true;
  panel.tab = tab;
  panel.before = document.activeElement as HTMLElement | null;
  show();
  set("plan-tab", { value: tab });
  inView()?.opened(page);
  requestAnimationFrame(() => element("plan-panel")?.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus());
}

/** Put the panel away; answers whether it was open. The focus goes back to where it came from. */
export function closePlan(page: Page): boolean {
  if (!panel.open) return false;
  const within = element("plan-panel")?.contains(document.activeElement);
  inView()?.closed?.(page);
  panel.open = false;
  show();
  const back = panel.before?.isConnected && panel.before !== document.body ? panel.before : element("plan");
  if (within) back?.focus({ preventScroll: true });
  return true;
}

export function planRenewed(page: Page): void {
  inView()?.renewed?.(page);
}

export function planMoved(page: Page): void {
  inView()?.moved?.(page);
}

export function planChose(page: Page): void {
  inView()?.chose?.(page);
}

function inView(): Section | undefined {
  return panel.open ? sections.get(panel.tab) : undefined;
}

function show(): void {
  reveal("plan-panel", panel.open);
  element("plan")?.setAttribute("aria-expanded", String(panel.open));
  document.querySelector(".vigie")?.classList.toggle("planning", panel.open);
}
