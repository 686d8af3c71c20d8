/** The settings of the page, told together: one callback of Dash's in place of one for each. */
import type { Dash } from "./dash";

/** A gesture, and what it is told of. As `callbacks/browser.py` wires it. */
export interface Telling {
  readonly gesture: string;
  /** The settings that, when set, are a reason to call it: `id.property`. */
  readonly of: readonly string[];
  /** Where what it takes stands among what was said. */
  readonly takes: readonly number[];
}

type Gesture = (...taken: unknown[]) => void;

/** The gestures that what was set is a reason to call; all of them, when the page opens. */
export function due(tellings: readonly Telling[], set: readonly string[]): Telling[] {
  return set.length === 0 ? [...tellings] : tellings.filter(({ of }) => of.some((setting) => set.includes(setting)));
}

export const gestures = {
  heard(...said: unknown[]): void {
    const tellings = said.at(-1) as Telling[];
    const { callback_context, vigie } = window.dash_clientside as Dash;
    const set = (callback_context?.triggered ?? []).map(({ prop_id }) => prop_id);
    for (const { gesture, takes } of due(tellings, set)) {
      try {
        (vigie as Record<string, Gesture>)[gesture]!(...takes.map((at) => said[at]));
      } catch (error) {
        // One that fails keeps none of the others from hearing.
        reportError(error);
      }
    }
  },
};
