/** The form that ends each gesture on the map: what was drawn or done is filled in, and becomes an entry. */
import type { Geometry } from "geojson";
import { measured, way } from "../drawing/geodesic";
import { placeOf } from "../place";
import type { Drawing as Prop, LngLat, Measures } from "../types";
import type { Choice } from "./audience";
import { audienceOf, showAudience } from "./audience";
import { allow, element, reveal, say, set } from "./dash";
import type { Deed, Fact, Values } from "./deeds";
import { factsOf, measuresIn, measuresOf } from "./deeds";
import { heldNow, kindOf, verbOf } from "./doing";
import { here } from "./here";
import { input, isTouched, typedIn } from "./inputs";
import type { Field, Kind, Tool } from "./kinds";
import { firstStatus } from "./kinds";
import { Measuring, shapeOf } from "./measuring";
import type { When } from "./occurred";
import { occurredAt } from "./occurred";
import type { Crossed } from "./outline";
import { crossedAt } from "./outline";
import type { Page } from "./page";
import { showRecorded } from "./recorded";
import { Sending } from "./sending";
import { fill } from "./setting";

const MEASURES = new Set(["radius_m", "bearing_deg", "length_km", "width_km"]);
const TITLES = { place: "title_place", move: "title_move", shape: "title_shape", change: "title_change", withdraw: "title_withdraw", verb: "title_verb" };

interface Shape {
  geometry: Geometry;
  measures: Measures | null;
}

/** What the shared parts of the form say. */
interface Asked {
  status: string;
  from: string;
  to: string;
  when: When;
  whenAt: string;
  text: string;
  audience: { choice: Choice; of: string[]; until: string };
}

export const gestures = {
  acted(action: { objectId: string; key: string } | null): void {
    if (action) here.filling?.act(action.objectId, action.key);
  },

  mending(clicks: number | undefined): void {
    if (clicks) here.filling?.mend();
  },

  redrawing(clicks: number | undefined): void {
    if (clicks) here.filling?.redraw();
  },

  left(clicks: number | undefined): void {
    if (clicks) here.filling?.close();
  },

  filling(status: string | null, when: When, whenAt: string | null, choice: Choice): void {
    reveal("place-audience-of", choice === "some");
    here.filling?.turned(status ?? "", when, whenAt ?? "");
  },

  filled(
    clicks: number | undefined,
    status: string | null,
    from: string | null,
    to: string | null,
    when: When,
    whenAt: string | null,
    text: string | null,
    choice: Choice,
    of: string[] | null,
    until: string | null,
  ): void {
    if (!clicks) return;
    const audience = { choice, of: of ?? [], until: until ?? "" };
    void here.filling?.record({ status: status ?? "", from: from ?? "", to: to ?? "", when, whenAt: whenAt ?? "", text: text ?? "", audience });
  },
};

export class Filling {
  private readonly sending: Sending;
  private deed: Deed | null = null;
  private shape: Shape | null = null;
  /** With which tool to draw it again. */
  private again: (() => void) | null = null;
  private before: Values = {};
  private crossed: Crossed | null = null;
  /** The newest entry there was when the form was opened. */
  private opened = 0;
  /** What of it is recorded already, by what it says. */
  private kept = new Map<string, number>();
  private now: number | null = null;
  private turn: { status: string; when: When; whenAt: string } = { status: "", when: "now", whenAt: "" };
  private asked: Asked | null = null;

  constructor(private readonly page: Page) {
    this.sending = new Sending("place-record", "place-refusal", "place-sign-in", () => {
      if (this.asked) void this.record(this.asked);
    });
    page.clock.listen(() => this.sayWhen());
  }

  place(kind: Kind, geometry: Geometry, measures: Measures | null, tool: Tool): void {
    const object = `${kind.key}-${crypto.randomUUID().slice(0, 8)}`;
    this.again = () => here.drawing?.place(kind);
    this.open({ is: "place", object, kind }, { geometry, measures }, presets(kind, geometry, tool));
  }

  /** Whether something is written or drawn that another gesture would lose: then the form says so. */
  isBusy(): boolean {
    const form = element("place-form");
    const typed = [...(form?.querySelectorAll<HTMLInputElement>("[data-before]") ?? [])].some(isTouched);
    const told = element<HTMLTextAreaElement>("place-text")?.value.trim();
    const busy = this.deed !== null && (this.shape !== null || typed || Boolean(told));
    if (busy) {
      this.sending.refuse(this.page.setting.words.form_open);
      form?.scrollIntoView({ block: "nearest" });
    }
    return busy;
  }

  /** A button of the card, or of the log. */
  act(object: string, key: string): void {
    const held = heldNow(this.page, object);
    if (!held || !this.page.may("draw") || this.isBusy()) return;
    const kind = kindOf(this.page, held.kind);
    const verb = verbOf(key);
    const { geometry } = held;
    this.close();
    if (verb !== null) this.open({ is: "verb", object, kind, verb }, null, held.values);
    else if (key === "change") this.open({ is: "change", object, kind }, null, held.values);
    else if (key === "withdraw") this.open({ is: "withdraw", object, kind }, null, held.values);
    else if (geometry) this.reshape(key === "move" ? "move" : "shape", object, kind, geometry, held.values);
  }

  private reshape(is: "move" | "shape", object: string, kind: Kind, geometry: Geometry, values: Values): void {
    const measures = measuresOf(geometry);
    if (is === "shape" && measures) {
      this.open({ is, object, kind }, { geometry, measures }, values);
      return;
    }
    const { words } = this.page.setting;
    this.again = () => this.reshape(is, object, kind, geometry, values);
    here.drawing?.begin({
      title: fill(words[TITLES[is]], { name: this.page.nameOf(object) }),
      tools: [is === "move" ? "move" : "edit"],
      geometry,
      done: (drawn) => this.open({ is, object, kind }, carried(drawn, measures), values),
    });
  }

  private open(deed: Deed, shape: Shape | null, before: Values): void {
    const { words } = this.page.setting;
    this.deed = deed;
    this.shape = shape;
    this.before = before;
    this.kept = new Map();
    this.now = null;
    this.crossed = null;
    this.opened = this.page.entries.at(-1)?.seq ?? 0;
    const { kind } = deed;
    const name = deed.is === "place" ? kind.label : this.page.nameOf(deed.object);
    const verb = deed.is === "verb" ? kind.verbs[deed.verb].label : "";
    say("place-title", fill(words[TITLES[deed.is]], { name, verb }));
    this.offerFields(deed);
    this.offerShape();
    const planned = this.page.clock.shown.time > Date.now() && this.page.may("plan");
    const status = deed.is === "place" ? firstStatus(kind, planned) : "";
    set("place-status", { data: Object.entries(kind.statuses).map(([value, label]) => ({ value, label })), value: status });
    for (const id of ["place-from", "place-to", "place-text"]) set(id, { value: "" });
    const when: When = this.page.clock.live ? "now" : "shown";
    set("place-when", { value: when });
    showAudience("place", null, null, this.page.wording);
    set("place-record", { children: words[`record_${deed.is}`] ?? words.record });
    this.sending.clear();
    reveal("place-status", deed.is === "place");
    reveal("place-form", true);
    this.turned(status, when, "");
    this.grown();
    if (shape) void this.look(shape.geometry);
    element("place-form")?.scrollIntoView({ block: "nearest" });
    requestAnimationFrame(() => element("place-form")?.querySelector<HTMLElement>(".fields input, .fields textarea, #place-text")?.focus());
  }

  /** Forget what was begun, typed or drawn: only when the writer says so, or it is recorded. */
  close(): void {
    const open = this.deed !== null;
    this.deed = this.shape = this.crossed = this.asked = null;
    reveal("place-form", false);
    if (open) set("map", { marks: [] });
    here.drawing?.stop();
  }

  /** Another status, hour or audience was chosen. */
  turned(status: string, when: When, whenAt: string): void {
    this.turn = { status, when, whenAt };
    if (!this.sending.pending) this.now = null;
    const planned = this.deed?.is === "place" && status === "planned";
    for (const id of ["place-from", "place-to"]) reveal(id, planned);
    reveal("place-when-at", when === "at");
    this.allow();
    this.sayWhen();
  }

  /** Entries came: others may have written of the same object. */
  grown(): void {
    const said = this.meanwhile(new Set(this.kept.values()));
    say("place-newer", said ?? "");
    reveal("place-newer", said !== null);
  }

  /** The rights, or the eyes one sees with, have changed. */
  allow(): void {
    if (!this.deed) return;
    const action = this.deed.is === "place" && this.turn.status === "planned" ? "plan" : "draw";
    allow("place-record", this.page.may(action), this.page.why(action));
  }

  mend(): void {
    if (!this.crossed?.mended || !this.shape) return;
    const { mended } = this.crossed;
    this.shape = { geometry: mended, measures: null };
    this.crossed = null;
    here.drawing?.show(mended);
    set("map", { marks: [] });
    const parts = mended.type === "MultiPolygon" ? mended.coordinates.length : 1;
    say("place-crossed-said", fill(this.page.setting.words.mended, { parts }));
    reveal("place-mend", false);
    this.sending.clear();
  }

  redraw(): void {
    const { again } = this;
    this.close();
    again?.();
  }

  async record(asked: Asked): Promise<void> {
    const { deed, page } = this;
    if (!deed) return;
    this.asked = asked;
    const { words } = page.setting;
    if (this.crossed) return this.sending.refuse(`${this.crossed.sentence} ${words.mend_first}`);
    const occurred = this.instant(asked.when, asked.whenAt);
    if (occurred === null) return this.sending.refuse(words.unreadable_time);
    const typed = typedIn(element("place-form")!, this.fields(deed), { wording: page.wording, words }, deed.is === "change");
    if ("wrong" in typed) {
      element(`place-field-${typed.field}`)?.closest("details")?.setAttribute("open", "");
      element(`place-field-${typed.field}`)?.focus();
      return this.sending.refuse(typed.wrong);
    }
    const [plannedFrom, plannedTo] = [asked.from, asked.to].map((text) => (text ? page.wording.fromInput(text) : null));
    if ((asked.from && plannedFrom === null) || (asked.to && plannedTo === null)) return this.sending.refuse(words.unreadable_limit);
    const limits = audienceOf(asked.audience, page.wording, words);
    if ("wrong" in limits) return this.sending.refuse(limits.wrong);
    const said = { ...this.drawn(), status: asked.status, values: typed.values, plannedFrom, plannedTo };
    const facts = factsOf(deed, said, this.before);
    if (facts.length === 0) return this.sending.refuse(words.nothing_changed);
    const more = { occurred_at: new Date(occurred).toISOString(), category: deed.kind.category, ...limits };
    if (await this.send(deed, facts, asked.text.trim(), more)) this.done();
  }

  /** One after the other; what is kept already is not sent again. */
  private async send(deed: Deed, facts: readonly Fact[], text: string, more: Record<string, unknown>): Promise<boolean> {
    for (const [i, { fact, body }] of facts.entries()) {
      const key = JSON.stringify([fact, body]);
      if (this.kept.has(key)) continue;
      const seq = await this.sending.record(this.page, fact, body, { ...more, ...(i === 0 && text && { text }) });
      if (this.deed !== deed) return false;
      if (seq === null) return false;
      this.kept.set(key, seq);
    }
    return true;
  }

  private done(): void {
    const seqs = [...this.kept.values()];
    showRecorded(this.page, seqs, this.meanwhile(new Set(seqs)));
    this.close();
  }

  /** What others recorded of the same object since the form was opened, as a sentence; null for nothing. */
  private meanwhile(ours: ReadonlySet<number>): string | null {
    const { deed, opened } = this;
    if (!deed || deed.is === "place") return null;
    const theirs = this.page.entries.filter(({ seq, objects }) => seq > opened && !ours.has(seq) && objects.includes(deed.object));
    if (theirs.length === 0) return null;
    const { seq, author, organisation, sentence } = theirs.at(-1)!;
    return fill(this.page.setting.words.meanwhile, { seq, who: `${author}, ${organisation}`, sentence });
  }

  private drawn(): { geometry: Geometry | null; measures: Measures | null } {
    return { geometry: this.shape?.geometry ?? null, measures: this.shape?.measures ?? null };
  }

  private fields({ kind, is }: Deed): readonly Field[] {
    if (is !== "place" && is !== "change") return [];
    // The measures of a shape are those it has, not those somebody types beside it.
    const measured = this.shape?.measures ?? (is === "change" ? measuresOf(heldNow(this.page, this.deed!.object)?.geometry ?? null) : null);
    const own = new Set(Object.keys(measuresIn(kind, measured)));
    return kind.fields.filter(({ key }) => !own.has(key) && (!MEASURES.has(key) || is === "change" || kind.geometry !== "polygon"));
  }

  private offerFields(deed: Deed): void {
    const told = { wording: this.page.wording, words: this.page.setting.words };
    const made = (fields: readonly Field[]) => fields.map((field) => input("place-field", field, this.before[field.key], told));
    const fields = this.fields(deed);
    // What is asked for stands first; whoever changes an object sees all it carries.
    const more = fields.filter(({ required }) => !required);
    element("place-fields")?.replaceChildren(...made(fields.filter(({ required }) => required)));
    element("place-more-fields")?.replaceChildren(...made(more));
    reveal("place-more", more.length > 0);
    element<HTMLDetailsElement>("place-more")!.open = deed.is === "change";
  }

  /** The measures of a circle or a sector, which draw it anew when they are typed. */
  private offerShape(): void {
    const measuring = new Measuring(element("place-shape")!, "place-shape", this.page.wording, "change");
    measuring.offer(shapeOf(this.shape?.measures ?? null), this.page.setting, (typed) => {
      const measures = { ...this.shape!.measures!, ...typed };
      const geometry = measured(measures);
      if (!geometry) return;
      this.shape = { geometry, measures };
      here.drawing?.show(geometry);
    });
    measuring.show(this.shape?.measures);
    if (this.shape) here.drawing?.show(this.shape.geometry);
  }

  private async look(geometry: Geometry): Promise<void> {
    reveal("place-crossed", false);
    const crossed = await crossedAt(geometry);
    if (!crossed || this.shape?.geometry !== geometry) return;
    this.crossed = crossed;
    say("place-crossed-said", crossed.sentence);
    reveal("place-mend", crossed.mended !== null);
    reveal("place-crossed", true);
    set("map", { marks: [{ id: "crossing", lng: crossed.at[0], lat: crossed.at[1], kind: "picked" }] });
  }

  private sayWhen(): void {
    if (!this.deed) return;
    const at = occurredAt(this.turn.when, this.turn.whenAt, this.page.clock.shown.time, this.page.wording);
    say("place-when-said", at === null ? "" : fill(this.page.setting.words.dated, { time: this.page.wording.dayAndTime(at) }));
  }

  /** "Now" is when it was first sent: sent again, it must be the very same entry. */
  private instant(when: When, whenAt: string): number | null {
    if (when !== "now" && when !== "ago") return occurredAt(when, whenAt, this.page.clock.shown.time, this.page.wording);
    if (!this.sending.pending) this.now = null;
    return (this.now ??= occurredAt(when, whenAt, 0, this.page.wording));
  }
}

/** What the shape itself says of an object that is placed. */
function presets(kind: Kind, geometry: Geometry, tool: Prop["tool"]): Values {
  const known = new Map(kind.fields.map((field) => [field.key, field]));
  const said: Values = {};
  if (tool === "sector" && known.get("rule")?.choices.plume) said.rule = "plume";
  if (geometry.type === "LineString" && known.has("length_km")) {
    const corners = geometry.coordinates as LngLat[];
    const metres = corners.slice(1).reduce((sum, corner, i) => sum + way(corners[i], corner).metres, 0);
    said.length_km = Math.round(metres / 10) / 100;
  }
  return said;
}

/** A circle or a sector that was moved is made again where it is now: degrees are not metres elsewhere. */
function carried(drawn: Geometry, before: Measures | null): Shape {
  if (!before || drawn.type !== "Polygon") return { geometry: drawn, measures: null };
  const centre = shapeOf(before) === "circle" ? placeOf(drawn) : (drawn.coordinates[0][0] as LngLat);
  const measures = centre && { ...before, centre };
  const geometry = measures && measured(measures);
  return geometry ? { geometry, measures } : { geometry: drawn, measures: null };
}
