/** Drawing without a pointer: arrows move the map under a crosshair, Enter puts a point there. */
import type { Map as MapLibreMap } from "maplibre-gl";
import type { DrawCommand, LngLat } from "../types";

/** CSS pixels to an arrow; a few with Shift. */
const STEP = 40;
const FINE = 6;
const ARROWS: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export interface Hand {
  press(at: LngLat): void;
  hover(at: LngLat): void;
  command(command: DrawCommand): void;
}

export class Hands {
  readonly #map: MapLibreMap;
  readonly #hand: Hand;
  readonly #cross = document.createElement("div");

  constructor(map: MapLibreMap, hand: Hand) {
    this.#map = map;
    this.#hand = hand;
    this.#cross.className = "opsmap-crosshair";
    this.#cross.setAttribute("aria-hidden", "true");
    map.getContainer().append(this.#cross);
    document.addEventListener("keydown", this.#onKey, { capture: true });
    map.getContainer().addEventListener("pointermove", this.#onPointer);
    map.getCanvas().focus({ preventScroll: true });
    // Whoever chose the tool with a key goes on with keys.
    if (this.#byKey()) this.#aim();
  }

  destroy(): void {
    this.#cross.remove();
    document.removeEventListener("keydown", this.#onKey, { capture: true });
    this.#map.getContainer().removeEventListener("pointermove", this.#onPointer);
  }

  get #aiming(): boolean {
    return this.#cross.classList.contains("on");
  }

  #byKey(): boolean {
    return this.#map.getCanvas().matches(":focus-visible");
  }

  #aim(): void {
    this.#cross.classList.add("on");
    this.#hand.hover(this.#centre());
  }

  #centre(): LngLat {
    const { lng, lat } = this.#map.getCenter();
    return [lng, lat];
  }

  readonly #onPointer = (event: PointerEvent): void => {
    if (event.movementX || event.movementY) this.#cross.classList.remove("on");
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || isTyping(event.target) || !this.#act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  #act(event: KeyboardEvent): boolean {
    const { key, shiftKey } = event;
    if (event.ctrlKey || event.metaKey) return this.#history(key.toLowerCase(), shiftKey);
    if (event.altKey) return false;
    if (key === "Escape") this.#hand.command("cancel");
    else if (isPressing(event.target, key)) return false;
    else if (key === "Enter" && this.#aiming) this.#hand.press(this.#centre());
    else if (key === "Enter") this.#hand.command("finish");
    else if (key in ARROWS) this.#pan(ARROWS[key], shiftKey ? FINE : STEP);
    else if (key === "Backspace") this.#hand.command("undo");
    else return false;
    return true;
  }

  #history(key: string, shift: boolean): boolean {
    if (key === "z") this.#hand.command(shift ? "redo" : "undo");
    else if (key === "y") this.#hand.command("redo");
    else return false;
    return true;
  }

  #pan([x, y]: [number, number], step: number): void {
    this.#map.panBy([x * step, y * step], { duration: 0 });
    this.#aim();
  }
}

/** Fields and dialogs have their own use of keys. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [role=dialog]:not(.maplibregl-popup), [role=menu], [role=listbox]") !== null;
}

/** Enter presses the button it is on. */
function isPressing(target: EventTarget | null, key: string): boolean {
  return key === "Enter" && target instanceof Element && target.closest("button, a, summary") !== null;
}
