/** A map service (WMS) as a reference layer: only one the page may ask. */
import { button, labelled, post, write } from "./asking";
import { set } from "./dash";
import { make } from "./dom";
import { hour, refuse, wordsOf } from "./importing";
import type { Page } from "./page";
import { askReaders, everybody, readersOf } from "./readers";
import { fill } from "./setting";

export function addService(page: Page): Node | null {
  const { origins } = page.setting.importing;
  if (!origins.length) return null;
  const words = wordsOf(page);
  const [address, layer, credit] = [write("", "url"), write(), write()];
  address.placeholder = `${origins[0]}/wms-r`;
  const key = crypto.randomUUID();
  const readers = everybody();
  const add = async (): Promise<void> => {
    const list = origins.join(", ");
    if (!isAllowed(address.value, origins)) return refuse(fill(words.other_origin, { origins: list }));
    if (!layer.value.trim()) return refuse(words.layer_missing);
    const audience = readersOf(page, readers);
    if ("wrong" in audience) return refuse(audience.wrong);
    const bounds = page.bounds;
    if (!bounds) return refuse(words.no_area);
    const values = { name: layer.value.trim(), layer: layer.value.trim(), address: address.value.trim(), format: "WMS", credit: credit.value.trim() };
    const body = { object_id: `reference-${key.slice(0, 8)}`, kind: "reference", status: "active", geometry: areaOf(bounds), values };
    const { occurred_at } = hour(page);
    const told = await post<{ seq: number }>(`${page.setting.url}/entries`, { fact: "Placed", body, occurred_at, category: "logistics", ...audience }, { "Idempotency-Key": key });
    if (!told || "wrong" in told) return refuse(told?.wrong ?? words.unread);
    page.ask(told.said.seq);
    set("import-dialog", { opened: false });
  };
  return make(
    "details",
    {},
    make("summary", {}, words.service),
    make("div", { className: "row" }, labelled(words.address, address), labelled(words.service_layer, layer), labelled(words.credit, credit)),
    askReaders(page, readers),
    make("p", { className: "hint" }, fill(words.origins, { origins: origins.join(", ") })),
    button(words.add_service, () => void add()),
  );
}

/** Whether an address is one of a service the page may ask. */
export function isAllowed(address: string, origins: readonly string[]): boolean {
  try {
    return origins.includes(new URL(address).origin);
  } catch {
    return false;
  }
}

function areaOf([west, south, east, north]: [number, number, number, number]): object {
  return { type: "Polygon", coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] };
}
