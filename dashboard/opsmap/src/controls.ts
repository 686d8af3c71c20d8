/** The controls of the map, and the words on them. */
import { AttributionControl, NavigationControl, ScaleControl, type Map as MapLibreMap } from "maplibre-gl";
import type { Locale } from "./types";
import { words } from "./words";

export function addControls(map: MapLibreMap): void {
  map.addControl(new NavigationControl({ visualizePitch: false }), "top-right");
  map.addControl(new ScaleControl({ unit: "metric", maxWidth: 110 }), "bottom-left");
  map.addControl(new AttributionControl({ compact: false }), "bottom-right");
}

/** MapLibre takes its words when it is made; ours change with the reader's language. */
export function nameControls(map: MapLibreMap, locale: Locale): void {
  const said = words(locale);
  map.getCanvas().setAttribute("aria-label", said.map);
  map.getContainer().setAttribute("lang", locale);
  const names: [selector: string, name: string][] = [
    [".maplibregl-ctrl-zoom-in", said.zoomIn],
    [".maplibregl-ctrl-zoom-out", said.zoomOut],
    [".maplibregl-ctrl-compass", said.north],
    [".maplibregl-ctrl-attrib-button", said.attribution],
  ];
  for (const [selector, name] of names) {
    for (const control of map.getContainer().querySelectorAll<HTMLElement>(selector)) {
      control.title = name;
      control.setAttribute("aria-label", name);
    }
  }
}
