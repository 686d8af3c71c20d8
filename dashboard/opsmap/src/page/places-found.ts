/** The places that were found: on the map with what each adds, in a table, and adopted as planned objects in one gesture. */
import type { Geometry } from "geojson";
import { choose, labelled, write } from "./asking";
import { make, table } from "./dom";
import type { Page } from "./page";
import type { Site, Sited, Unreached } from "./places-said";
import { minutes, models, people, wait } from "./places-said";
import { Attempt } from "./post";
import { fill } from "./setting";
import { show } from "./showing";

const ROOM = "places";
/** As many as one gesture may record. */
const AT_ONCE = 20;
/** What a place may become: what is put in place by decision, to help. */
const ADOPTED = ["medical_post", "casualty_point", "team", "command_post", "survivor_reception", "marshalling_area", "transit_point"];
/** Below that nobody would notice, s. */
const LITTLE_S = 3;

export class Found {
  private readonly ticked: Set<Site>;
  private readonly said = make("p", {});
  private attempt: { of: string; attempt: Attempt } | null = null;
  /** Ids of what is adopted: the same sent again is the same. */
  private readonly ids = new Map<Site, string>();
  private doubt: string | null = null;

  constructor(
    private readonly page: Page,
    private readonly sited: Sited,
    private readonly window: { start: string | null; end: string | null },
  ) {
    this.ticked = new Set(sited.sites.filter(isNew));
    this.said.setAttribute("role", "status");
  }

  build(): HTMLElement {
    const { words } = this.page.setting;
    const { sentences, notes, unreached } = this.sited;
    this.draw(this.sited.sites);
    return make(
      "section",
      {},
      make("h3", {}, words.places_found),
      ...sentences.map((said) => make("p", {}, said)),
      ...notes.map((note) => make("p", { className: "hint" }, note)),
      this.sites(),
      this.adopting(),
      unreached.length ? make("h3", {}, fill(words.places_unreached, { count: unreached.length })) : null,
      unreached.length ? this.beyond(unreached) : null,
      ...models(this.page, this.sited.models).map((said) => make("p", { className: "hint" }, said)),
    );
  }

  destroy(): void {
    show(ROOM, null);
  }

  /** Each place with its number, and around it what it alone reaches. */
  private draw(sites: readonly Site[]): void {
    const shapes = sites.map(({ adds }) => adds).filter((adds): adds is Geometry => adds !== null);
    const tags = sites.filter(isNew).map(({ lon, lat, number }) => ({ lng: lon, lat, text: String(number) }));
    show(ROOM, { shapes, tags });
  }

  private sites(): HTMLElement {
    const { words } = this.page.setting;
    const sorted = [...this.sited.sites].sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity));
    const headings = ["", words.places_number, words.places_adds, words.places_reaches, words.places_slower, words.places_why];
    return table(
      headings,
      sorted.map((site) => [
        isNew(site) ? this.tickOf(site) : null,
        make("button", { className: "link", onclick: () => this.look(site) }, this.nameOf(site)),
        people(this.page, site.alone),
        people(this.page, site.reached),
        site.slower_s === null || site.slower_s < LITTLE_S ? "—" : fill(words.places_later, { minutes: minutes(this.page, site.slower_s) }),
        this.why(site),
      ]),
    );
  }

  private beyond(unreached: readonly Unreached[]): HTMLElement {
    const { words } = this.page.setting;
    const nearest = ({ nearest: first, wait_s }: Unreached): string => {
      if (!first || wait_s === null) return words.places_never;
      const place = `${first.lat.toFixed(4)}, ${first.lon.toFixed(4)}`;
      const name = first.name || (first.number === null ? fill(words.places_candidate_at, { place }) : String(first.number));
      return fill(words.places_nearest, { name, minutes: wait(this.page, wait_s) });
    };
    return table(
      [words.places_place, words.places_missed, words.places_wait],
      unreached.map((one) => [
        make("button", { className: "link", onclick: () => this.page.showPlace([one.lon, one.lat], Math.max(13, this.page.zoom)) }, one.name),
        people(this.page, one.people),
        nearest(one),
      ]),
    );
  }

  /** One place alone with what it adds; chosen again, all of them. */
  private look(site: Site): void {
    this.draw([site]);
    this.page.showPlace([site.lon, site.lat], Math.max(13, this.page.zoom));
  }

  private tickOf(site: Site): HTMLElement {
    const box = write("", "checkbox");
    box.checked = this.ticked.has(site);
    box.setAttribute("aria-label", `${this.page.setting.words.places_adopt} ${this.nameOf(site)}`);
    box.addEventListener("change", () => void (box.checked ? this.ticked.add(site) : this.ticked.delete(site)));
    return box;
  }

  private nameOf(site: Site): string {
    const { words } = this.page.setting;
    if (site.settled) return `${site.name} (${words.places_is_there})`;
    return site.name ? `${site.number} · ${site.name}` : String(site.number);
  }

  private why({ only }: Site): string {
    const { words } = this.page.setting;
    if (!only.length) return words.places_spare;
    return only.map(({ name, people: count }) => fill(words.places_why_only, { name, people: people(this.page, count) })).join(", ");
  }

  private adopting(): HTMLElement | null {
    const { words } = this.page.setting;
    if (!this.ticked.size) return null;
    const kinds = ADOPTED.flatMap((key) => this.page.setting.kinds.filter((kind) => kind.key === key).map(({ label }) => [key, label] as const));
    const kind = choose(kinds, ADOPTED[0]);
    const name = write(words.places_called_default);
    const adopt = make("button", { className: "main", onclick: () => void this.adopt(kind.value, name.value, adopt as HTMLButtonElement) }, words.places_adopt) as HTMLButtonElement;
    adopt.disabled = !this.page.may("plan");
    adopt.title = adopt.disabled ? this.page.why("plan") : "";
    return make(
      "div",
      {},
      make("p", { className: "hint" }, words.places_adopt_hint),
      make("div", { className: "two" }, labelled(words.places_as, kind), labelled(words.places_called, name), adopt),
      this.said,
    );
  }

  private async adopt(kind: string, called: string, button: HTMLButtonElement): Promise<void> {
    const { words } = this.page.setting;
    const sites = this.sited.sites.filter((site) => this.ticked.has(site));
    if (!sites.length) return this.tell(words.places_none_ticked, true);
    if (sites.length > AT_ONCE) return this.tell(fill(words.places_too_many, { count: sites.length }), true);
    const occurred_at = new Date(this.page.clock.instant).toISOString();
    const entries = sites.map((site) => this.entry(site, kind, called.trim() || words.places_called_default));
    const attempt = this.attemptOf(JSON.stringify(entries), entries.map((entry) => ({ ...entry, occurred_at })));
    button.disabled = true;
    const answer = await attempt.post();
    button.disabled = false;
    if (answer.kind === "recorded") {
      const seq = Number(answer.said.seq);
      this.attempt = null;
      this.ticked.clear();
      this.page.ask(seq);
      button.disabled = true;
      this.tell(fill(words.places_adopted, { seqs: entries.length > 1 ? `${seq - entries.length + 1}–${seq}` : seq }), false);
    } else if (answer.kind === "doubt") {
      this.doubt = answer.refusal.code;
      this.tell(`${answer.refusal.sentence} ${words.again}`, true);
    } else {
      if (answer.kind === "refused") this.attempt = null;
      this.tell(answer.kind === "lost" ? words.not_recorded : answer.refusal.sentence, true);
    }
  }

  private entry(site: Site, kind: string, called: string): Record<string, unknown> {
    const { words } = this.page.setting;
    if (!this.ids.has(site)) this.ids.set(site, `${kind.replaceAll("_", "-")}-${crypto.randomUUID().slice(0, 8)}`);
    const body = {
      object_id: this.ids.get(site),
      kind,
      status: "planned",
      geometry: { type: "Point", coordinates: [site.lon, site.lat] },
      values: { name: `${called} ${site.number}` },
      planned_from: this.window.start,
      planned_to: this.window.end,
    };
    return { fact: "Placed", body, category: "logistics", text: fill(words.places_why_text, { number: site.number ?? 0, why: this.why(site) }) };
  }

  /** The same sent again is the same attempt; a doubt told is then meant. */
  private attemptOf(of: string, entries: readonly Record<string, unknown>[]): Attempt {
    if (this.attempt?.of !== of) {
      this.attempt = { of, attempt: new Attempt(`${this.page.setting.url}/entries/together`, { entries }) };
    } else if (this.doubt !== null) this.attempt.attempt.confirm(this.doubt);
    this.doubt = null;
    return this.attempt.attempt;
  }

  private tell(sentence: string, wrong: boolean): void {
    this.said.className = wrong ? "wrong" : "done";
    this.said.textContent = sentence;
  }
}

function isNew({ settled }: Site): boolean {
  return !settled;
}
