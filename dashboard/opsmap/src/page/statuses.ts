/** The keys of statuses: while their strip is open, one digit records one status of the team that is chosen. */
import { apart, centreOf } from "../apart";
import { whatHolds } from "../reel";
import { element, reveal, say } from "./dash";
import { heldNow, kindOf, verbsFrom } from "./doing";
import { make } from "./dom";
import { here } from "./here";
import type { Kind } from "./kinds";
import { saidLength } from "./lengths";
import type { Page } from "./page";
import { present } from "./present";
import { showRecorded } from "./recorded";
import { Sending } from "./sending";
import { fill } from "./setting";

const STRIP = "status-strip";
const REFUSAL = "status-refusal";

export const gestures = {
  keyedStatuses(clicks: number | undefined): void {
    if (clicks) here.page?.statuses.turn();
  },

  leftStatuses(clicks: number | undefined): void {
    if (clicks) here.page?.statuses.close();
  },
};

/** The team that is chosen, as it is at the instant shown. */
interface Chosen {
  object: string;
  name: string;
  status: string;
  kind: Kind;
}

export class StatusStrip {
  private opened = false;
  private shown = "";
  /** "Now" is when a digit was pressed: sent again, it must be the very same entry. */
  private pressed: { of: string; at: number } | null = null;
  private readonly sending = new Sending("status-close", REFUSAL);

  constructor(private readonly page: Page) {
    page.clock.listen(() => this.show());
  }

  turn(): void {
    if (this.close()) return;
    this.opened = true;
    this.shown = "";
    reveal(STRIP, true);
    this.show();
  }

  /** Answers whether there was anything to put away. */
  close(): boolean {
    if (!this.opened) return false;
    const within = element(STRIP)?.contains(document.activeElement);
    this.opened = false;
    this.sending.clear();
    reveal(STRIP, false);
    if (within) document.querySelector<HTMLElement>("#map canvas")?.focus({ preventScroll: true });
    return true;
  }

  /** Another object is chosen, or the reel grew. */
  renew(): void {
    this.show();
  }

  /** A key is the strip's while it is open; answers whether it was. */
  press(key: string): boolean {
    const status = this.page.setting.teams.keys[key];
    if (!this.opened || status === undefined) return false;
    void this.record(status);
    return true;
  }

  private async record(status: string): Promise<void> {
    const { page } = this;
    const { words } = page.setting;
    const chosen = this.chosen();
    if (!chosen) return this.sending.refuse(words.status_choose);
    if (!page.may("draw")) return this.sending.refuse(page.why("draw"));
    const { object, name, kind } = chosen;
    const [label, was] = [status, chosen.status].map((each) => page.statusOf(kind.key, each));
    if (status === chosen.status) return this.sending.refuse(fill(words.status_already, { name, status: label }));
    const verb = verbsFrom(kind, chosen.status).find(([, { after }]) => after === status)?.[0];
    if (!verb) return this.sending.refuse(fill(words.status_impossible, { name, status: label, was }));
    const far = status === page.setting.teams.on_scene ? this.farFrom(object) : "";
    const more = { occurred_at: new Date(this.instant(object + status)).toISOString(), category: kind.category, ...(far && { text: far, reliability: "unconfirmed" }) };
    const seq = await this.sending.record(page, "Transitioned", { object_id: object, verb, status }, more);
    if (seq === null) return;
    this.pressed = null;
    showRecorded(page, [seq]);
  }

  /** Now, where the page follows the clock; else the instant shown. */
  private instant(of: string): number {
    const { clock } = this.page;
    if (!clock.live) return clock.shown.time;
    if (!this.sending.pending || this.pressed?.of !== of) this.pressed = { of, at: present() };
    return this.pressed!.at;
  }

  private chosen(): Chosen | null {
    const object = this.page.chosenObject;
    const held = object === null ? null : heldNow(this.page, object);
    if (!held || held.kind !== this.page.setting.teams.kind) return null;
    return { object: held.object, name: this.page.nameOf(held.object), status: held.status, kind: kindOf(this.page, held.kind) };
  }

  /** How far the nearest place is that could be the scene, where it is far: a team that is not there yet, probably. */
  private farFrom(object: string): string {
    const { held, known, clock, setting } = this.page;
    const team = this.page.whereabouts([setting.teams.kind]).find((one) => one.object === object);
    if (!held || !team) return "";
    const scenes = whatHolds(held, clock.shown.time, known).filter(({ kind }) => setting.teams.scenes.includes(kind));
    const [nearest] = scenes
      .flatMap((scene) => {
        const place = centreOf(scene.geometry);
        return place ? [{ scene, ...apart(team.place, place) }] : [];
      })
      .sort((a, b) => a.distance - b.distance);
    if (!nearest || nearest.distance <= setting.teams.far_m) return "";
    return fill(setting.words.status_far, { distance: saidLength(nearest.distance, setting.locale), name: this.page.nameOf(nearest.scene.object) });
  }

  private show(): void {
    const box = element("status-keys");
    if (!this.opened || !box) return;
    const { page } = this;
    const { words, teams } = page.setting;
    const chosen = this.chosen();
    const { live, shown } = page.clock;
    const when = live ? words.status_now : fill(words.status_then, { time: page.wording.dayAndTime(shown.time) });
    const told = JSON.stringify([chosen?.object, chosen?.status, when]);
    if (told === this.shown) return;
    this.shown = told;
    say("status-title", chosen ? fill(words.status_of, { name: chosen.name, status: page.statusOf(chosen.kind.key, chosen.status) }) : words.status_keys);
    say("status-when", chosen ? when : words.status_choose);
    this.sending.clear();
    const possible = new Set(chosen ? verbsFrom(chosen.kind, chosen.status).map(([, { after }]) => after) : []);
    // In the order of the keyboard, where 0 comes after 9; an object's keys would begin with it.
    const keys = Object.entries(teams.keys).sort(([a], [b]) => (Number(a) || 10) - (Number(b) || 10));
    box.replaceChildren(
      ...keys.map(([key, status]) =>
        make(
          "button",
          { onclick: () => void this.record(status), aria: { pressed: String(status === chosen?.status), disabled: String(!possible.has(status)), keyshortcuts: key } },
          make("kbd", { aria: { hidden: "true" } }, key),
          page.statusOf(teams.kind, status),
        ),
      ),
    );
  }
}
