/** The ground at a moment: what objects are called there, and where they lie. */
import type { Geometry } from "geojson";
import type { Reel } from "../reel";
import { versionAt } from "../reel";
import type { Moment } from "./clock";
import { knownAt } from "./clock";

export class Ground {
  constructor(
    private readonly reel: Reel,
    private readonly moment: Moment,
  ) {}

  /** The name of an object then; before it had one, its latest; its id where it never had any. */
  nameOf(object: string): string {
    const number = this.reel.numbers.get(object);
    if (number === undefined) return object;
    const at = this.versionOf(number);
    const version = at >= 0 ? at : this.reel.versionsOf[number].at(-1)!;
    const name = this.reel.values[this.reel.versions.values[version]]?.name;
    return typeof name === "string" && name ? name : object;
  }

  /** Where the objects lie then; one that is not on the map has no place. */
  shapesOf(objects: readonly string[]): Geometry[] {
    return objects.flatMap((object) => {
      const number = this.reel.numbers.get(object);
      const version = number === undefined ? -1 : this.versionOf(number);
      const shape = version < 0 ? -1 : this.reel.versions.geometry[version];
      return shape < 0 ? [] : [this.reel.geometries[shape]];
    });
  }

  /** Every object there ever was, to be chosen from by its name. */
  choices(): { value: string; label: string }[] {
    return this.reel.objects
      .map((value) => ({ value, label: this.nameOf(value) }))
      .sort((a, b) => a.label.localeCompare(b.label));
  }

  private versionOf(number: number): number {
    return versionAt(this.reel, number, this.moment.time, knownAt(this.moment));
  }
}
