/** What lies in a pile that no scale would take apart: a list to choose from, by hand or by keyboard. */
import { Popup, type Map as MapLibreMap } from "maplibre-gl";
import type { Pile } from "./pointer";
import type { Locale } from "./types";
import { words } from "./words";

type Member = Pile["members"][number];

export class Chooser {
  readonly #map: MapLibreMap;
  readonly #choose: (member: Member) => void;
  #popup: Popup | null = null;

  constructor(map: MapLibreMap, choose: (member: Member) => void) {
    this.#map = map;
    this.#choose = choose;
  }

  open(pile: Pile, locale: Locale): void {
    this.close();
    const said = words(locale);
    const popup = new Popup({ className: "opsmap-card opsmap-chooser", maxWidth: "320px", offset: 22 });
    const list = document.createElement("ul");
    for (const member of pile.members) list.append(this.#line(member, popup));
    const heading = document.createElement("h3");
    heading.textContent = said.here.replace("{count}", String(pile.members.length));
    const content = document.createElement("div");
    content.append(heading, list);
    popup.setLngLat(pile.place).setDOMContent(content).addTo(this.#map);
    const root = popup.getElement();
    root?.setAttribute("role", "dialog");
    root?.setAttribute("aria-label", heading.textContent);
    root?.querySelector(".maplibregl-popup-close-button")?.setAttribute("aria-label", said.closeList);
    popup.on("close", () => {
      const held = root?.contains(document.activeElement) ?? false;
      if (this.#popup === popup) this.#popup = null;
      if (held) this.#map.getCanvas().focus({ preventScroll: true });
    });
    this.#popup = popup;
    list.querySelector("button")?.focus();
  }

  /** Answers whether it was open. */
  close(): boolean {
    const popup = this.#popup;
    popup?.remove();
    return popup !== null;
  }

  #line(member: Member, popup: Popup): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    const icon = new Image(24, 24);
    icon.alt = "";
    icon.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(member.icon)}`;
    const [name, status] = [document.createElement("span"), document.createElement("small")];
    name.textContent = member.name;
    status.textContent = member.said;
    name.append(status);
    button.append(icon, name);
    button.addEventListener("click", () => {
      popup.remove();
      this.#choose(member);
    });
    const line = document.createElement("li");
    line.append(button);
    return line;
  }
}
