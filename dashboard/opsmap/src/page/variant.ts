/** A variant of a plan on screen: it says what it is, and one key turns between it and its operation. */
import { element, reveal, set } from "./dash";
import { make } from "./dom";
import type { Page } from "./page";
import { fill } from "./setting";

/** The variant looked at last, of each operation. */
const last = new Map<string, string>();

/** Say above the map that this is a variant, and of what. */
export function showVariant(page: Page): void {
  const { operation, words } = page.setting;
  const of = operation.variant_of;
  const box = element("variant");
  reveal("variant", of !== null);
  if (!of || !box) return;
  last.set(of.id, operation.id);
  box.replaceChildren(
    make("span", {}, fill(words.variant_banner, { operation: of.name, name: operation.name })),
    of.readable ? make("button", { onclick: () => turnOver(page, of.id) }, words.variant_turn) : "",
  );
}

/** The operation at large this page is about, whatever variant of it is on screen. */
export function atLarge(page: Page): { id: string; name: string } {
  const { operation } = page.setting;
  return operation.variant_of ?? operation;
}

/** Show another plan of the same operation: at the same instant, from where one looks, with the same layers. */
export function turnOver(page: Page, operation: string): void {
  if (operation === page.setting.operation.id) return;
  page.keepLooking(operation);
  set("operation", { value: operation });
}

/** From a variant to its operation, and back to the variant looked at last; answers whether there was one. */
export function turnVariant(page: Page): boolean {
  const { id, variant_of: of } = page.setting.operation;
  const other = of?.readable ? of.id : last.get(id);
  if (!other) return false;
  turnOver(page, other);
  return true;
}
