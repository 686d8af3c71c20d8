/** Keeping one team in the middle of the map while the clock runs, until somebody moves the map or says that it is enough. */
import type { Map as MapLibreMap } from "maplibre-gl";
import type { Locale, LngLat } from "../types";
import { words } from "../words";

/** What moves the map for its own sake carries this mark: whoever hears of it need not do all it does for a hand. */
export const FOLLOWS = { opsmapFollows: true } as const;

export function follows(event: object): boolean {
  return "opsmapFollows" in event;
}

export class Following {
  /** Who is followed. */
  object: string | null = null;
  readonly #map: MapLibreMap;
  #bar: HTMLElement | null = null;

  constructor(map: MapLibreMap) {
    this.#map = map;
    map.on("dragstart", () => this.stop());
    // The arrows of the keyboard lead elsewhere too; a larger scale does not.
    map.on("movestart", (event) => {
      const { originalEvent } = event as { originalEvent?: Event };
      if (originalEvent instanceof KeyboardEvent && originalEvent.key.startsWith("Arrow")) this.stop();
    });
  }

  start(object: string, name: string, place: LngLat, locale: Locale): void {
    this.stop();
    this.object = object;
    const said = words(locale).following.replace("{name}", name);
    const bar = document.createElement("div");
    bar.className = "opsmap-following";
    const [line, button] = [document.createElement("span"), document.createElement("button")];
    line.setAttribute("role", "status");
    line.textContent = said;
    button.type = "button";
    button.textContent = words(locale).stopFollowing;
    button.setAttribute("aria-label", `${said}: ${words(locale).stopFollowing}`);
    button.addEventListener("click", () => this.stop());
    bar.append(line, " — ", button);
    this.#map.getContainer().append(bar);
    this.#bar = bar;
    this.centre(place);
  }

  /** The team is here now. */
  centre([lng, lat]: LngLat): void {
    const { lng: x, lat: y } = this.#map.getCenter();
    if (x !== lng || y !== lat) this.#map.jumpTo({ center: [lng, lat] }, FOLLOWS);
  }

  /** Answers whether anybody was followed. */
  stop(): boolean {
    const bar = this.#bar;
    this.object = this.#bar = null;
    if (!bar) return false;
    // Whoever stopped it by its button goes on from the map.
    if (bar.contains(document.activeElement)) this.#map.getCanvas().focus({ preventScroll: true });
    bar.remove();
    return true;
  }
}
