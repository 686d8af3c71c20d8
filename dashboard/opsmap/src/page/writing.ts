/** Writing: a free entry, a correction or a strike, sent once, and never lost on the way. */
import type { LngLat } from "../types";
import type { Asked } from "./audience";
import { audienceOf, showAudience } from "./audience";
import { element, mounted, reveal, say, set } from "./dash";
import type { Row } from "./grid";
import type { When } from "./occurred";
import { occurredAt } from "./occurred";
import type { Page } from "./page";
import { PlaceField } from "./place-field";
import { Attempt } from "./post";
import type { Answer } from "./post";
import { present } from "./present";
import { fill } from "./setting";

export interface Said {
  text: string;
  category: string;
  priority: string;
  when: When;
  whenAt: string;
  objects: string[];
  audience: Asked;
}

type Body = Record<string, unknown>;

export class Writing {
  private attempt: Attempt | null = null;
  private doubt: string | null = null;
  /** Where it is about: typed, pasted or pointed at. */
  private readonly place = new PlaceField("entry-point-text", (place) => {
    set("map", { marks: place ? [{ id: "point", lng: place.lon, lat: place.lat, kind: "point" }] : [] });
  });
  private correcting: { row: Row; sealed: Body } | null = null;

  /** Whether the attempt only waits for its writer to sign in again. */
  private signedOut = false;

  constructor(private readonly page: Page) {
    // Hundreds of names, made anew with every entry: put to the form when it is turned to.
    void mounted("composer").then((form) => form.addEventListener("focusin", () => this.offerObjects()));
    window.addEventListener("focus", () => {
      if (this.signedOut && this.attempt) void this.send();
    });
  }

  /** The next click on the map gives the place. */
  aim(): void {
    set("map", { mode: "pick" });
    say("entry-point-text-said", this.page.setting.words.aim);
  }

  aimed(lng: number, lat: number): void {
    set("map", { mode: "select" });
    void this.place.point(lng, lat);
  }

  /** The place of the entry being written, once it has been read; null where it has none. */
  async placed(): Promise<LngLat | null> {
    const place = await this.place.settled();
    return place && [place.lon, place.lat];
  }

  compose(): void {
    set("composer", { open: true });
    requestAnimationFrame(() => element("entry-text")?.focus());
  }

  /** The entry is to be about these objects. */
  about(objects: readonly string[]): void {
    this.offerObjects();
    set("entry-objects", { value: [...objects] });
  }

  private offerObjects(): void {
    set("entry-objects", { data: this.page.choices() });
  }

  /** Fill the form with an entry, to write the one that replaces it. */
  async correct(row: Row | null): Promise<void> {
    if (!row) return;
    const response = await fetch(`${this.page.setting.url}/entries?after=${row.seq - 1}&limit=1`, {
      credentials: "same-origin",
    });
    const { entries } = (await response.json()) as { entries: Body[] };
    this.correcting = { row, sealed: entries[0] };
    const { words } = this.page.setting;
    set("composer-title", { children: fill(words.correcting, { seq: row.seq }) });
    set("entry-text", { value: String(entries[0].text ?? "") });
    set("entry-category", { value: row.category });
    set("entry-priority", { value: row.priority });
    set("entry-when", { value: "at" });
    reveal("entry-when-at", true);
    set("entry-when-at", { value: this.page.wording.forInput(row.occurred_at) });
    this.about(row.objects);
    showAudience("entry", row.audience, row.embargo_until, this.page.wording);
    this.compose();
  }

  async record(said: Said): Promise<void> {
    const occurred = this.occurred(said);
    if (occurred === null) {
      this.refuse("refusal", this.page.setting.words.unreadable_time);
      return;
    }
    if (!(await this.place.settled()) && !this.place.empty) {
      this.refuse("refusal", this.place.wrong ?? this.page.setting.words.place_wrong);
      return;
    }
    const limits = audienceOf(said.audience, this.page.wording, this.page.setting.words);
    if ("wrong" in limits) {
      this.refuse("refusal", limits.wrong);
      return;
    }
    this.doubt = null;
    const body = { ...this.body(said, occurred), ...limits };
    this.attempt = new Attempt(`${this.page.setting.url}/entries`, body);
    await this.send();
  }

  /** Send again what was doubted, now meant. */
  async confirm(): Promise<void> {
    if (!this.attempt || !this.doubt) return;
    this.attempt.confirm(this.doubt);
    await this.send();
  }

  async strike(row: Row | null, reason: string): Promise<void> {
    if (!row) return;
    const attempt = new Attempt(`${this.page.setting.url}/entries`, {
      fact: "Struck",
      body: { seq: row.seq, reason },
      occurred_at: new Date(present()).toISOString(),
    });
    const answer = await attempt.post();
    if (answer.kind === "recorded") {
      set("strike-dialog", { opened: false });
      set("strike-reason", { value: "" });
      reveal("strike-refusal", false);
      this.page.ask(Number(answer.said.seq));
    } else {
      this.refuse("strike-refusal", this.sentence(answer));
    }
  }

  /** Forget what was begun; what is typed goes only when the writer says so. */
  cancel(): void {
    this.clear();
    set("composer", { open: false });
  }

  private async send(): Promise<void> {
    set("record", { loading: true });
    const answer = await this.attempt!.post();
    set("record", { loading: false });
    if (answer.kind === "recorded") {
      this.clear();
      this.page.ask(Number(answer.said.seq));
      return;
    }
    this.doubt = answer.kind === "doubt" ? answer.refusal.code : null;
    reveal("confirm", answer.kind === "doubt");
    this.signedOut = answer.kind === "refused" && answer.refusal.code === "sign_in";
    reveal("sign-in-again", this.signedOut);
    this.refuse("refusal", this.signedOut ? this.page.setting.words.signed_out : this.sentence(answer));
  }

  private sentence(answer: Exclude<Answer, { kind: "recorded" }>): string {
    return answer.kind === "lost" ? this.page.setting.words.not_recorded : answer.refusal.sentence;
  }

  private refuse(id: string, sentence: string): void {
    say(id, sentence);
    reveal(id, true);
  }

  private occurred({ when, whenAt }: Said): number | null {
    return occurredAt(when, whenAt, this.page.clock.shown.time, this.page.wording);
  }

  private body(said: Said, occurred: number): Body {
    const pointed = this.place.place;
    const place = pointed ? { type: "Point", coordinates: [pointed.lon, pointed.lat] } : null;
    const common = {
      occurred_at: new Date(occurred).toISOString(),
      text: said.text,
      category: said.category,
      priority: said.priority,
    };
    const fresh = { fact: "Noted", body: { object_ids: said.objects, ...(place && { place }) } };
    if (!this.correcting) return { ...common, ...fresh };
    const { row, sealed } = this.correcting;
    if (sealed.fact === "Noted") {
      const kept = place ?? (sealed.body as Body).place;
      return {
        ...common,
        fact: "Noted",
        body: { object_ids: said.objects, ...(kept ? { place: kept } : {}) },
        corrects: row.seq,
      };
    }
    // What the entry said of its object stays, but for its place when another was pointed at.
    const body =
      place && "geometry" in (sealed.body as Body) ? { ...(sealed.body as Body), geometry: place } : sealed.body;
    return { ...common, fact: sealed.fact, body, corrects: row.seq };
  }

  private clear(): void {
    this.attempt = this.doubt = this.correcting = null;
    this.place.clear();
    set("entry-text", { value: "" });
    set("entry-objects", { value: [] });
    set("entry-priority", { value: "normal" });
    set("entry-when", { value: "now" });
    reveal("entry-when-at", false);
    showAudience("entry", null, null, this.page.wording);
    set("composer-title", { children: this.page.setting.words.compose });
    set("map", { mode: "select" });
    this.signedOut = false;
    for (const id of ["refusal", "confirm", "sign-in-again"]) reveal(id, false);
  }
}
