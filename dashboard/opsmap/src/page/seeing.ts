/** Seeing as another organisation: what it could read at the instant shown, and nothing is written meanwhile. */
import { reveal, say, set } from "./dash";
import { here } from "./here";
import type { Page } from "./page";
import { fill } from "./setting";

/** The server is asked once the slider rests. */
const RESTED = 300;
const US = "";

export const gestures = {
  seenAs(organisation: string | null): void {
    here.page?.seeing.see(organisation || null);
  },
};

export class Seeing {
  /** The organisation with whose eyes one sees; null with our own. */
  as: string | null = null;
  private asked: number | null = null;
  private due: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly page: Page) {}

  /** Another operation is opened, maybe by a link that sees as another organisation. */
  begin(organisation: string | null, time: number | null): void {
    this.as = this.page.setting.access.may.see_as ? organisation : null;
    this.asked = null;
    set("see-as", { value: this.as ?? US });
    if (this.as && time !== null) this.page.clock.goTo(time);
    if (this.as) this.ask();
    this.show();
  }

  /** Offer those who have access, and one a link names. */
  offer(): void {
    const { access, words } = this.page.setting;
    const names = new Set(access.organisations.filter((name) => name !== access.organisation));
    if (this.as) names.add(this.as);
    set("see-as", {
      data: [{ value: US, label: words.us }, ...[...names].map((name) => ({ value: name, label: name }))],
      disabled: !access.may.see_as,
    });
    reveal("see-as", access.may.see_as && names.size > 0);
  }

  see(organisation: string | null): void {
    if (organisation === this.as) return;
    this.as = organisation;
    this.asked = null;
    this.page.clock.goTo(this.page.clock.shown.time);
    if (organisation === null) this.page.turnTo(this.page.reelUrl());
    else this.ask();
    this.show();
    this.page.showRights();
  }

  /** Back to our own eyes; returns whether they were not. */
  leave(): boolean {
    if (this.as === null) return false;
    set("see-as", { value: US });
    this.see(null);
    return true;
  }

  moved(time: number): void {
    if (this.as === null || time === this.asked) return;
    if (this.due !== null) clearTimeout(this.due);
    this.due = setTimeout(() => this.ask(), RESTED);
  }

  /** What was asked for is here. */
  arrived(): void {
    if (this.as !== null) this.show();
  }

  private ask(): void {
    if (this.as === null) return;
    const { setting, clock } = this.page;
    this.asked = clock.shown.time;
    const asked = new URLSearchParams({
      organisation: this.as,
      at: new Date(this.asked).toISOString(),
      locale: setting.locale,
    });
    this.page.turnTo(`${setting.url}/reel/as?${asked}`);
  }

  private show(): void {
    reveal("seen-as", this.as !== null);
    document.querySelector(".vigie")?.classList.toggle("looking", this.as !== null);
    if (this.as === null) return;
    const { words } = this.page.setting;
    const sentence = this.page.entries.length ? words.seen_as : words.no_access_then;
    const time = this.page.wording.dayAndTime(this.asked ?? this.page.clock.shown.time);
    say("seen-as", fill(sentence, { name: this.as, time }));
  }
}
