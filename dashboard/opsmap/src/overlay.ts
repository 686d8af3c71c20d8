/** What is measured and where a text leads: shown over the objects, never recorded, gone when it is put away. */
import type { Feature, FeatureCollection } from "geojson";
import { Marker, type GeoJSONSource, type LayerSpecification, type Map as MapLibreMap, type SourceSpecification } from "maplibre-gl";
import type { Overlay, Theme } from "./types";

const SOURCE = "opsmap-overlay";
const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

export function overlaySources(): Record<string, SourceSpecification> {
  return { [SOURCE]: { type: "geojson", data: NOTHING, tolerance: 0.1 } };
}

/** A dashed line on a border of the other brightness: it is no object, and shows on any ground. */
export function overlayLayers(theme: Theme): LayerSpecification[] {
  const [ink, border] = theme === "light" ? ["#111827", "#ffffff"] : ["#ffffff", "#05080b"];
  const join = { "line-join": "round", "line-cap": "butt" } as const;
  return [
    { id: `${SOURCE}-fill`, type: "fill", source: SOURCE, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": ink, "fill-opacity": 0.06 } },
    { id: `${SOURCE}-border`, type: "line", source: SOURCE, layout: join, paint: { "line-color": border, "line-width": 5, "line-opacity": 0.85 } },
    { id: `${SOURCE}-line`, type: "line", source: SOURCE, layout: join, paint: { "line-color": ink, "line-width": 2, "line-dasharray": [3, 1.5] } },
  ];
}

export class Overlays {
  readonly #map: MapLibreMap;
  #shapes: FeatureCollection = NOTHING;
  #tags: Marker[] = [];

  constructor(map: MapLibreMap) {
    this.#map = map;
    // A new base style makes the map forget what it was given.
    map.on("style.load", () => this.#give());
  }

  show(overlay: Overlay | null): void {
    const features = (overlay?.shapes ?? []).map((geometry): Feature => ({ type: "Feature", properties: {}, geometry }));
    this.#shapes = { type: "FeatureCollection", features };
    this.#give();
    for (const tag of this.#tags) tag.remove();
    this.#tags = (overlay?.tags ?? []).map(({ lng, lat, text }) => {
      const element = document.createElement("div");
      element.className = "opsmap-tag";
      element.textContent = text;
      return new Marker({ element }).setLngLat([lng, lat]).addTo(this.#map);
    });
  }

  destroy(): void {
    for (const tag of this.#tags) tag.remove();
  }

  #give(): void {
    this.#map.getSource<GeoJSONSource>(SOURCE)?.setData(this.#shapes);
  }
}
