/** The panels over the map: one at a time, so that whoever opens one puts the others away. */
import { element, reveal } from "./dash";

export interface OverMap {
  /** Answers whether there was anything to put away. */
  close(): boolean;
}

/** Put all of them away but one. */
export function alone(one: OverMap, all: readonly OverMap[]): void {
  for (const each of all) if (each !== one) each.close();
}

/** Hide a panel; who was in it is left on the map. */
export function putAway(id: string): void {
  const within = element(id)?.contains(document.activeElement);
  reveal(id, false);
  if (within) document.querySelector<HTMLElement>("#map canvas")?.focus({ preventScroll: true });
}
