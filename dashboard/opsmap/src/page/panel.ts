/** The panel beside the map: layers, the legend of now, or the list; the last two follow the map while they are shown. */
import type { MapLayer, Reports } from "../types";
import { element, mounted, propOf, reveal, say, set } from "./dash";
import { make } from "./dom";
import { here } from "./here";
import { allSymbols, image, LegendNow, type LegendRow } from "./legend";
import { Listbox, type Item } from "./listbox";
import { ageOf, linesOf, sitesOf, whereabouts, type Line } from "./listing";
import type { Page } from "./page";
import { fill } from "./setting";

type Tab = "layers" | "now" | "list";
const SIZES: Record<string, number> = { small: 24, normal: 30, projector: 44 };
const TRAIL = 15;
/** What changed is said once the slider rests, and no sooner. */
const SAID_MS = 1200;

export class Panel {
  private tab: Tab = "layers";
  private all = false;
  private layers: readonly MapLayer[] = [];
  private readonly legend = new LegendNow();
  private listbox: Listbox | null = null;
  private told: number | null = null;
  private saying: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly page: Page) {
    void mounted("list").then((box) => {
      this.listbox = new Listbox(box, (id) => this.page.visit(id));
      this.show();
    });
    void mounted<HTMLDetailsElement>("symbols").then((details) => {
      const write = (): void => details.lastElementChild?.replaceChildren(...(details.open ? allSymbols(this.layers) : []));
      details.addEventListener("toggle", write);
      write();
    });
  }

  turn(tab: Tab): void {
    this.tab = tab;
    for (const each of ["layers", "now", "list"]) reveal(`panel-${each}`, each === tab);
    this.told = null;
    this.show();
  }

  /** List what is outside the view too. */
  widen(all: boolean): void {
    this.all = all;
    this.told = null;
    this.show();
  }

  /** Count what the map shows, beside its layers, in the legend and in the list. */
  took(shown: Reports["shown"]): void {
    this.layers = propOf<MapLayer[]>("map", "layers") ?? [];
    this.legend.take(shown, this.layers);
    this.count(shown.counts);
    this.show();
  }

  private count(counts: Readonly<Record<string, number>>): void {
    for (const [key, count] of Object.entries(counts)) {
      const cell = element(`count-${key}`);
      if (!cell || cell.textContent === String(count)) continue;
      cell.textContent = String(count);
      cell.closest(".layer")?.classList.toggle("none", count === 0);
    }
  }

  /** The legend of what is on the map now, as plain values. */
  rows(): LegendRow[] {
    return this.legend.rows();
  }

  mark(objects: Iterable<string>): void {
    this.listbox?.mark(objects);
  }

  private show(): void {
    const { words } = this.page.setting;
    if (this.tab === "now") {
      const box = element("legend-now");
      if (box) this.legend.write(box, words);
    }
    if (this.tab === "list") this.list();
  }

  private list(): void {
    const { words, locale } = this.page.setting;
    const drawn = this.page.drawn();
    const lines = linesOf(this.all ? drawn : drawn.filter(({ inView }) => inView), this.layers, words, locale);
    const sites = sitesOf(drawn);
    this.listbox?.fill(lines.map((line) => this.item(line, sites)));
    const count = lines.length;
    say("list-count", count === 0 ? words.nothing_here : fill(count === 1 ? words.objects_one : words.objects_many, { count }));
    this.tell(count);
  }

  private item(line: Line, sites: ReturnType<typeof sitesOf>): Item {
    const { setting, wording, clock, centre } = this.page;
    // Asked for once it is on the page: there may be thousands.
    const where = lazy(() => {
      const place = whereabouts(line.object, sites, centre, setting.words, setting.locale);
      return [ageOf(line.object, clock.shown.time, wording), place].filter(Boolean).join(" · ");
    });
    return {
      id: line.id,
      get says() {
        return `${line.name} ${line.said} ${where()} ${line.icon}`;
      },
      draw: () => [
        image(line.icon, 28),
        make(
          "span",
          { className: "line-said" },
          make("b", { className: line.urgent ? "urgent" : "" }, line.name),
          make("span", {}, line.said),
          make("span", {}, where()),
        ),
      ],
    };
  }

  /** Says how many came or went since it was last said. */
  private tell(count: number): void {
    if (this.told === null) this.told = count;
    if (this.saying !== null) clearTimeout(this.saying);
    this.saying = setTimeout(() => {
      const [more, { words }] = [count - (this.told ?? count), this.page.setting];
      this.told = count;
      if (more === 0) return;
      const way = more > 0 ? "more" : "fewer";
      const many = Math.abs(more) === 1 ? "one" : "many";
      say("list-said", fill(words[`${way}_${many}`], { count: Math.abs(more) }));
    }, SAID_MS);
  }
}

function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

export const gestures = {
  paneled(tab: Tab | null): void {
    here.page?.panel.turn(tab ?? "layers");
  },

  listedAll(all: boolean | null): void {
    here.page?.panel.widen(all ?? false);
  },

  sized(size: string | null): number {
    return SIZES[size ?? "normal"] ?? SIZES.normal;
  },

  gathered(on: boolean | null): boolean {
    return on ?? true;
  },

  trailed(minutes: string | null): number {
    return Number(minutes ?? TRAIL);
  },
};

/** The links at the top lead to what takes the keyboard there, not only to where it is. */
export function leadSkipLinks(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(".skip-links a") : null;
    if (!link) return;
    event.preventDefault();
    void lead(link.hash.slice(1));
  });
}

async function lead(target: string): Promise<void> {
  if (target === "list") {
    set("panel", { value: "list" });
    here.page?.panel.turn("list");
  }
  const found = await mounted(target);
  const keen = target === "ground" ? "canvas" : target === "log" ? ".ag-cell, .ag-header-cell" : null;
  (keen ? found.querySelector<HTMLElement>(keen) : found)?.focus();
}
