/** The card of an object on the map: it follows the object's place and says what is so at the instant shown. */
import { Popup, type Map as MapLibreMap } from "maplibre-gl";
import type { Card } from "./card";
import type { Actions, Locale, LngLat } from "./types";
import { words } from "./words";

interface Told {
  closed(): void;
  acted(key: string): void;
  followed(): void;
}

export class CardPopup {
  readonly #map: MapLibreMap;
  readonly #told: Told;
  #popup: Popup | null = null;
  #shown = "";
  /** All of the card but the values of its rows. */
  #frame = "";

  constructor(map: MapLibreMap, told: Told) {
    this.#map = map;
    this.#told = told;
  }

  show(card: Card, place: LngLat, locale: Locale, actions: Actions | null = null): void {
    const popup = this.#popup ?? this.#open(place);
    const at = popup.getLngLat();
    if (at.lng !== place[0] || at.lat !== place[1]) popup.setLngLat(place);
    const shown = JSON.stringify([card, locale, actions]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const frame = JSON.stringify([{ ...card, rows: card.rows.map(({ label }) => label) }, locale, actions]);
    // What only ages is written over, so that whoever reads or acts there is not thrown out every second.
    if (frame === this.#frame) {
      popup.getElement()?.querySelectorAll("dd").forEach((value, i) => {
        if (value.textContent !== card.rows[i].value) value.textContent = card.rows[i].value;
      });
      return;
    }
    this.#frame = frame;
    const held = popup.getElement()?.contains(document.activeElement) ?? false;
    popup.setDOMContent(element(card, actions, this.#told));
    const close = popup.getElement()?.querySelector<HTMLElement>(".maplibregl-popup-close-button");
    close?.setAttribute("aria-label", words(locale).close);
    popup.getElement()?.setAttribute("aria-label", words(locale).card);
    // New content takes the focus away with the old: whoever was on the card stays on it.
    if (held) close?.focus();
  }

  hide(): void {
    const popup = this.#popup;
    this.#popup = null;
    this.#shown = this.#frame = "";
    popup?.remove();
  }

  #open(place: LngLat): Popup {
    const popup = new Popup({
      className: "opsmap-card",
      closeOnClick: false,
      focusAfterOpen: false,
      maxWidth: "320px",
      offset: 18,
    });
    popup.setLngLat(place).setDOMContent(document.createElement("div")).addTo(this.#map);
    popup.getElement()?.setAttribute("role", "dialog");
    popup.on("close", () => {
      // Closed by its own button; `hide` forgets the popup before it removes it.
      if (this.#popup !== popup) return;
      this.#popup = null;
      this.#shown = this.#frame = "";
      this.#told.closed();
      this.#map.getCanvas().focus({ preventScroll: true });
    });
    this.#popup = popup;
    return popup;
  }

  /** As the close button does. */
  close(): void {
    this.#popup?.remove();
  }
}

/** Built of texts alone: a value is never read as HTML. */
function element(card: Card, actions: Actions | null, told: Told): HTMLElement {
  const root = document.createElement("div");
  root.append(text("h3", card.title));
  if (card.status !== null) root.append(text("p", card.status, "opsmap-card-status"));
  if (card.absent !== null) root.append(text("p", card.absent, "opsmap-card-absent"));
  if (card.rows.length > 0) {
    const list = document.createElement("dl");
    // A long card is scrolled by keyboard too.
    list.tabIndex = 0;
    for (const { label, value } of card.rows) list.append(text("dt", label), text("dd", value));
    root.append(list);
  }
  root.append(...buttons(card.follow, actions, told));
  return root;
}

function buttons(follow: string | null, actions: Actions | null, told: Told): HTMLElement[] {
  const made = (actions?.items ?? []).map(({ key, label, verb }) => button(label, () => told.acted(key), verb ? "opsmap-card-verb" : ""));
  if (follow !== null) made.push(button(follow, () => told.followed()));
  const row = document.createElement("div");
  row.className = "opsmap-card-actions";
  row.append(...made);
  return [...(made.length > 0 ? [row] : []), ...(actions?.note ? [text("p", actions.note, "opsmap-card-note")] : [])];
}

function button(label: string, pressed: () => void, className = ""): HTMLElement {
  const made = text("button", label, className);
  made.setAttribute("type", "button");
  made.addEventListener("click", pressed);
  return made;
}

function text(tagName: string, content: string, className = ""): HTMLElement {
  const made = document.createElement(tagName);
  made.textContent = content;
  if (className) made.className = className;
  return made;
}
