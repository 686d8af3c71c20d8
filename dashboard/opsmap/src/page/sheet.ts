/** The form as it stands: the inputs of the layer's fields, and the outline drawn for it with its measures. */
import type { Geometry } from "geojson";
import { measured } from "../drawing/geodesic";
import { element, reveal, say, set } from "./dash";
import type { Deed, Values } from "./deeds";
import { measuresIn } from "./deeds";
import { heldNow } from "./doing";
import { here } from "./here";
import type { Told, Typed } from "./inputs";
import { input, isTouched, typedIn } from "./inputs";
import type { Field } from "./kinds";
import { Measuring, shapeOf } from "./measuring";
import type { Crossed } from "./outline";
import { crossedAt } from "./outline";
import type { Page } from "./page";
import { fill } from "./setting";
import type { Shape } from "./shapes";
import { measuresOf } from "./shapes";

const MEASURES = new Set(["radius_m", "bearing_deg", "length_km", "width_km"]);

export class Sheet {
  shape: Shape | null = null;
  /** Where the outline crosses itself, as long as nothing was done about it. */
  crossed: Crossed | null = null;

  constructor(private readonly page: Page) {}

  /** Make the inputs of a deed, filled with what there is. */
  fill(deed: Deed, shape: Shape | null, before: Values): void {
    this.shape = shape;
    this.crossed = null;
    const made = (fields: readonly Field[]) => fields.map((field) => input("place-field", field, before[field.key], this.told));
    const fields = this.fields(deed);
    // What is asked for stands first; whoever changes an object sees all it carries.
    const more = fields.filter(({ required }) => !required);
    element("place-fields")?.replaceChildren(...made(fields.filter(({ required }) => required)));
    element("place-more-fields")?.replaceChildren(...made(more));
    reveal("place-more", more.length > 0);
    element<HTMLDetailsElement>("place-more")!.open = deed.is === "change";
    this.offerMeasures();
    reveal("place-crossed", false);
    if (shape) void this.look(shape.geometry);
  }

  /** What was typed; an input that cannot be read is shown and told. */
  read(deed: Deed): Typed {
    const typed = typedIn(element("place-form")!, this.fields(deed), this.told, deed.is === "change");
    if ("wrong" in typed) {
      const wrong = element(`place-field-${typed.field}`);
      wrong?.closest("details")?.setAttribute("open", "");
      wrong?.focus();
    }
    return typed;
  }

  /** Whether something stands there that would be lost. */
  isTouched(): boolean {
    const inputs = element("place-form")?.querySelectorAll<HTMLInputElement>("[data-before]") ?? [];
    const told = element<HTMLTextAreaElement>("place-text")?.value.trim();
    return this.shape !== null || Boolean(told) || [...inputs].some(isTouched);
  }

  /** The outline becomes what it is mended: shown first, and recorded only then. */
  mend(): void {
    const mended = this.crossed?.mended;
    if (!mended) return;
    this.shape = { geometry: mended, measures: null };
    this.crossed = null;
    here.drawing?.show(mended);
    set("map", { marks: [] });
    const parts = mended.type === "MultiPolygon" ? mended.coordinates.length : 1;
    say("place-crossed-said", fill(this.page.setting.words.mended, { parts }));
    reveal("place-mend", false);
  }

  empty(): void {
    if (this.crossed) set("map", { marks: [] });
    this.shape = this.crossed = null;
  }

  private get told(): Told {
    return { wording: this.page.wording, words: this.page.setting.words };
  }

  /** The fields that are typed; the measures of a shape are those it has, not those somebody types beside it. */
  private fields({ kind, is, object }: Deed): readonly Field[] {
    if (is !== "place" && is !== "change") return [];
    const measures = is === "place" ? this.shape?.measures : measuresOf(heldNow(this.page, object)?.geometry ?? null);
    const own = new Set(Object.keys(measuresIn(kind, measures ?? null)));
    return kind.fields.filter(({ key }) => !own.has(key) && (!MEASURES.has(key) || is === "change" || kind.geometry !== "polygon"));
  }

  /** The measures of a circle or a sector, which draw it anew when they are typed. */
  private offerMeasures(): void {
    const measuring = new Measuring(element("place-shape")!, "place-shape", this.page.wording, "change");
    measuring.offer(shapeOf(this.shape?.measures ?? null), this.page.setting, (typed) => {
      if (!this.shape?.measures) return;
      const measures = { ...this.shape.measures, ...typed };
      const geometry = measured(measures);
      if (!geometry) return;
      this.shape = { geometry, measures };
      here.drawing?.show(geometry);
    });
    measuring.show(this.shape?.measures);
    if (this.shape) here.drawing?.show(this.shape.geometry);
  }

  private async look(geometry: Geometry): Promise<void> {
    const crossed = await crossedAt(geometry);
    if (!crossed || this.shape?.geometry !== geometry) return;
    this.crossed = crossed;
    say("place-crossed-said", crossed.sentence);
    reveal("place-mend", crossed.mended !== null);
    reveal("place-crossed", true);
    set("map", { marks: [{ id: "crossing", lng: crossed.at[0], lat: crossed.at[1], kind: "picked" }] });
  }
}
