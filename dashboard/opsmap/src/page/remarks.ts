/** What is remarked on the film: read from the server, listed, flagged on the ruler, said on the map at its instant. */
import { element, set } from "./dash";
import { here } from "./here";
import type { Page } from "./page";
import { proof } from "./proof";
import { RemarkPanel } from "./remark-panel";
import { fill } from "./setting";
import { show } from "./showing";

const ROOM = "remarks";
/** A remark about an instant is shown for so long on the wall, however fast the film runs, ms. */
const SHOWN = 5_000;
/** And for so long of the operation at least, ms. */
const LEAST = 60_000;
const LABEL = 60;

export const CATEGORIES = ["mark", "kept", "improved", "question"] as const;
export type Category = (typeof CATEGORIES)[number];

/** What a remark says; its instants in ms. */
export interface Said {
  at: number;
  until: number | null;
  place: [lng: number, lat: number] | null;
  text: string;
  category: Category;
}

export interface Version extends Said {
  readonly version: number;
  readonly author: string;
  readonly madeAt: number;
}

export interface Remark extends Version {
  readonly id: string;
  readonly before: readonly Version[];
}

type Told = Omit<Version, "at" | "until" | "madeAt"> & { at: string; until: string | null; made_at: string };

export const gestures = {
  remarking(clicks: number | undefined): void {
    if (clicks) here.page?.remarks.compose();
  },

  remarksShown(clicks: number | undefined): void {
    if (clicks) here.page?.remarks.open();
  },

  remarksLeft(clicks: number | undefined): void {
    if (clicks) here.page?.remarks.close();
  },
};

/** Whether a remark is shown at `time` while the film runs at `speed`. */
export function standsAt({ at, until }: Said, time: number, speed: number): boolean {
  return at <= time && time <= Math.max(until ?? at, at + Math.max(LEAST, SHOWN * speed));
}

export class Remarks {
  /** Those that stand, by the instant they are about. */
  list: Remark[] = [];
  private count = 0;
  private url: string | null = null;
  private tagged = "";
  private readonly panel: RemarkPanel;

  constructor(private readonly page: Page) {
    this.panel = new RemarkPanel(page, this);
    page.clock.listen(({ time }) => this.tag(time));
  }

  /** Another operation. */
  begin(url: string): void {
    [this.url, this.list, this.count] = [url, [], 0];
    this.close();
    this.show();
    void this.fetch();
  }

  /** The stream tells how many versions there are. */
  heard(count: number): void {
    if (count !== this.count) void this.fetch();
  }

  instants(): number[] {
    return this.list.flatMap(({ at, until }) => (until === null ? [at] : [at, until]));
  }

  flags(): { id: string; at: number; category: string; title: string }[] {
    return this.list.map((remark) => ({ id: remark.id, at: remark.at, category: remark.category, title: `${this.page.wording.precisely(remark.at)} · ${this.titled(remark)}` }));
  }

  /** What a remark says, or what kind it is where it says nothing. */
  titled({ text, category }: Said): string {
    return text || this.page.setting.words[`remark_${category}`];
  }

  open(): void {
    this.panel.open();
  }

  /** Answers whether there was anything to put away. */
  close(): boolean {
    return this.panel.close();
  }

  /** Write a remark about the instant shown. */
  compose(): void {
    const { clock } = this.page;
    clock.goTo(clock.shown.time);
    this.panel.write(null, clock.shown.time);
  }

  goTo(id: string): void {
    const remark = this.list.find((each) => each.id === id);
    if (!remark) return;
    this.page.clock.goTo(remark.at);
    if (remark.place) set("map", { view: { center: remark.place, zoom: Math.max(this.page.zoom, 13) } });
    this.panel.mark(id);
  }

  step(forward: boolean): void {
    const { time } = this.page.clock.shown;
    const next = forward ? this.list.find(({ at }) => at > time) : this.list.findLast(({ at }) => at < time);
    if (next) this.goTo(next.id);
  }

  /** Keep a remark, a new one or the next version of `old`; answers with the sentence that refuses it, if any. */
  async keep(said: Said, old: Remark | null, key: string): Promise<string | null> {
    const body = { at: iso(said.at), until: said.until === null ? null : iso(said.until), place: said.place, text: said.text, category: said.category };
    const address = old ? `/${old.id}` : "";
    return this.send(old ? "PUT" : "POST", address, old ? { ...body, version: old.version } : body, key);
  }

  withdraw({ id, version }: Remark): Promise<string | null> {
    return this.send("DELETE", `/${id}?version=${version}`, null, "");
  }

  private async send(method: string, address: string, body: unknown, key: string): Promise<string | null> {
    const { words, locale } = this.page.setting;
    const response = await fetch(`${this.url}/remarks${address}${address.includes("?") ? "&" : "?"}lang=${locale}`, {
      method,
      credentials: "same-origin",
      headers: { ...proof(), ...(body ? { "Content-Type": "application/json" } : {}), ...(key ? { "Idempotency-Key": key } : {}) },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(15_000),
    }).catch(() => null);
    if (response?.ok) {
      await this.fetch();
      return null;
    }
    const refused = (await response?.json().catch(() => null)) as { error?: { sentence: string } } | null | undefined;
    return refused?.error?.sentence ?? words.remark_lost;
  }

  private async fetch(): Promise<void> {
    const { url } = this;
    const response = await fetch(`${url}/remarks`, { credentials: "same-origin" }).catch(() => null);
    const said = response?.ok ? ((await response.json().catch(() => null)) as { remarks: (Told & { id: string; before: Told[] })[]; count: number } | null) : null;
    // What is held stays where the server does not answer, and is asked for again with the next news.
    // Of two answers that overtook each other, the one that knows more is the later.
    if (!said || url !== this.url || said.count < this.count) return;
    this.count = said.count;
    this.list = said.remarks.map((remark) => ({ ...read(remark), id: remark.id, before: remark.before.map(read) }));
    this.show();
  }

  private show(): void {
    const { words } = this.page.setting;
    set("remarks", { children: fill(words.remarks_count, { count: this.list.length }) });
    this.page.replay.renew();
    this.panel.renew();
    this.tagged = "";
    this.tag(this.page.clock.shown.time);
  }

  /** What has a place is said there, at its instant; all of it while the list is open. */
  private tag(time: number): void {
    const { speed } = this.page.clock;
    const all = !(element("remarks-panel")?.classList.contains("hidden") ?? true);
    const placed = this.list.filter((remark) => remark.place && (all || standsAt(remark, time, speed)));
    const tagged = placed.map(({ id, version }) => id + version).join() || "none";
    if (tagged === this.tagged) return;
    this.tagged = tagged;
    const tags = placed.map((remark) => ({ lng: remark.place![0], lat: remark.place![1], text: `⚑ ${short(this.titled(remark))}` }));
    show(ROOM, tags.length ? { shapes: [], tags } : null);
  }

  /** The list was opened or put away. */
  retag(): void {
    this.tag(this.page.clock.shown.time);
  }
}


function short(text: string): string {
  return text.length > LABEL ? `${text.slice(0, LABEL - 1)}…` : text;
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

function read({ at, until, made_at, version, author, place, text, category }: Told): Version {
  return { at: Date.parse(at), until: until === null ? null : Date.parse(until), madeAt: Date.parse(made_at), version, author, place, text, category };
}
