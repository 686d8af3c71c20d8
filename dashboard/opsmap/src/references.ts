/** What lies under our own objects: reference layers and site plans, while their object holds; and what is about to be recorded. */
import type { FeatureCollection, Polygon } from "geojson";
import type { LayerSpecification, Map as MapLibreMap, SourceSpecification } from "maplibre-gl";
import { versionAt, type Reel, type Values } from "./reel";
import type { Ghost, LngLat, ReferencesProp } from "./types";

const KINDS = new Set(["reference", "site_plan"]);
const GHOST = "opsmap-ghost";
/** The first layer of our own objects: what is drawn here goes below it. */
const ABOVE = "opsmap-fill";
const COLOUR = "#6b4e9b";
/** What every graphics card can hold as one texture. */
const SIDE = 4096;

interface Drawn {
  /** What it was drawn from: drawn anew when that changes. */
  from: string;
  layers: LayerSpecification[];
  source: SourceSpecification;
}

export class References {
  readonly #map: MapLibreMap;
  #prop: ReferencesProp | null = null;
  #reel: Reel | null = null;
  #objects: number[] = [];
  #wanted = new Map<string, string>();
  readonly #drawn = new Map<string, Drawn>();
  #ghost: Ghost | null = null;
  #at: [number, number | null] = [0, null];

  constructor(map: MapLibreMap) {
    this.#map = map;
    map.on("style.load", () => this.#restore());
  }

  configure(prop: ReferencesProp | null): void {
    this.#prop = prop;
    this.showAt(...this.#at);
    for (const id of this.#drawn.keys()) this.#fade(id);
  }

  hold(reel: Reel | null): void {
    this.#reel = reel;
    const found = new Set<number>();
    for (let v = 0; v < (reel?.versions.count ?? 0); v++) {
      if (KINDS.has(reel!.versions.kind[v])) found.add(reel!.versions.object[v]);
    }
    this.#objects = [...found];
    this.showAt(...this.#at);
  }

  showAt(time: number, knownAt: number | null): void {
    this.#at = [time, knownAt];
    const before = this.#wanted;
    // Noted as it is found: what is drawn at once looks whether it is still wanted.
    const wanted = (this.#wanted = new Map<string, string>());
    const [reel, prop] = [this.#reel, this.#prop];
    for (const object of reel && prop ? this.#objects : []) {
      const version = versionAt(reel!, object, time, knownAt);
      const id = reel!.objects[object];
      if (version < 0 || reel!.versions.status[version] === "closed" || prop!.hidden.includes(id)) continue;
      const values = reel!.values[reel!.versions.values[version]];
      const geometry = reel!.geometries[reel!.versions.geometry[version]];
      const corners = reel!.versions.kind[version] === "site_plan" ? cornersOf(geometry as Polygon | undefined) : null;
      const from = JSON.stringify([reel!.versions.kind[version], corners, drawnBy(values)]);
      wanted.set(id, from);
      if (before.get(id) !== from) void this.#draw(id, from, values, corners);
    }
    for (const id of [...this.#drawn.keys()]) if (this.#drawn.get(id)?.from !== wanted.get(id)) this.#erase(id);
  }

  /** Shows what is about to be recorded, over everything else. */
  haunt(ghost: Ghost | null): void {
    this.#ghost = ghost;
    this.#erase(GHOST);
    if (!ghost) return;
    if (ghost.image) this.#put(GHOST, JSON.stringify(ghost), imageOf(ghost.image.url, ghost.image.corners), pictureLayers(GHOST), null);
    else if (ghost.data) this.#put(GHOST, "data", { type: "geojson", data: ghost.data }, ghostLayers(), null);
  }

  async #draw(id: string, from: string, values: Values, corners: LngLat[] | null): Promise<void> {
    const source = `opsmap-ref-${id}`;
    const address = `${this.#prop!.url}/references/${encodeURIComponent(id)}`;
    let made: SourceSpecification | null;
    let layers: LayerSpecification[];
    if (corners) {
      const picture = await fitting(address).catch(() => null);
      made = picture === null ? null : imageOf(picture, corners);
      layers = pictureLayers(source);
    } else if (typeof values.address === "string") {
      made = wmsOf(values, this.#prop!.origins);
      layers = [{ id: source, type: "raster", source }];
    } else {
      const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
      const data = answer?.ok ? ((await answer.json()) as FeatureCollection) : null;
      made = data && { type: "geojson", data, tolerance: 0.2, ...credited(values) };
      layers = featureLayers(source, colourOf(values));
    }
    // By now the clock may stand elsewhere, or the layer may be hidden.
    if (made && this.#wanted.get(id) === from) this.#put(id, from, made, layers, source);
  }

  #put(id: string, from: string, source: SourceSpecification, layers: LayerSpecification[], name: string | null): void {
    this.#erase(id);
    this.#drawn.set(id, { from, layers, source });
    this.#add(id, name ?? GHOST);
  }

  #add(id: string, name: string): void {
    const drawn = this.#drawn.get(id);
    if (!drawn || !this.#map.getLayer(ABOVE)) return;
    if (!this.#map.getSource(name)) this.#map.addSource(name, drawn.source);
    for (const layer of drawn.layers) {
      if (!this.#map.getLayer(layer.id)) this.#map.addLayer(layer, id === GHOST ? undefined : ABOVE);
    }
    this.#fade(id);
  }

  #erase(id: string): void {
    const drawn = this.#drawn.get(id);
    if (!drawn) return;
    this.#drawn.delete(id);
    for (const layer of drawn.layers) if (this.#map.getLayer(layer.id)) this.#map.removeLayer(layer.id);
    const name = id === GHOST ? GHOST : `opsmap-ref-${id}`;
    if (this.#map.getSource(name)) this.#map.removeSource(name);
  }

  #fade(id: string): void {
    const opacity = id === GHOST ? (this.#ghost?.image ? 0.7 : 1) : (this.#prop?.opacity[id] ?? 1);
    for (const layer of this.#drawn.get(id)?.layers ?? []) {
      if (!this.#map.getLayer(layer.id)) continue;
      const most = layer.type === "fill" ? 0.2 : 1;
      const property = `${layer.type as "fill" | "line" | "circle" | "raster"}-opacity` as const;
      this.#map.setPaintProperty(layer.id, property, most * opacity);
    }
  }

  /** A new base style made the map forget the layers; the sources go on with it (`replaceBase`). */
  #restore(): void {
    for (const id of this.#drawn.keys()) this.#add(id, id === GHOST ? GHOST : `opsmap-ref-${id}`);
  }
}

/** The four corners of a plan, top left first; null where its geometry is not four corners. */
export function cornersOf(geometry: Polygon | undefined): LngLat[] | null {
  const ring = geometry?.type === "Polygon" ? geometry.coordinates[0] : [];
  return ring?.length === 5 ? ring.slice(0, 4).map(([lng, lat]): LngLat => [lng, lat]) : null;
}

/** The address of a map service as MapLibre asks for its tiles (WMS 1.3.0); null where it may not be asked. */
export function wmsOf(values: Values, origins: readonly string[]): SourceSpecification | null {
  let address: URL;
  try {
    address = new URL(String(values.address));
  } catch {
    return null;
  }
  if (!origins.includes(address.origin)) return null;
  const asked = {
    SERVICE: "WMS", VERSION: "1.3.0", REQUEST: "GetMap", LAYERS: String(values.layer ?? ""), STYLES: "",
    CRS: "EPSG:3857", WIDTH: "256", HEIGHT: "256", FORMAT: "image/png", TRANSPARENT: "TRUE",
  };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  return { type: "raster", tiles: [`${address}&BBOX={bbox-epsg-3857}`], tileSize: 256, ...credited(values) };
}

function drawnBy({ sha256, crs, swap, layer, page, colour, address, credit }: Values): unknown[] {
  return [sha256, crs, swap, layer, page, colour, address, credit];
}

function colourOf({ colour }: Values): string {
  return typeof colour === "string" && /^#[0-9a-f]{6}$/i.test(colour) ? colour : COLOUR;
}

function credited({ credit }: Values): { attribution?: string } {
  return typeof credit === "string" ? { attribution: escaped(credit) } : {};
}

/** A credit is shown by MapLibre as HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function imageOf(url: string, corners: LngLat[]): SourceSpecification {
  return { type: "image", url, coordinates: corners as [LngLat, LngLat, LngLat, LngLat] };
}

/** The address of an image no larger than a texture can be: its own, or that of a smaller copy. */
async function fitting(address: string): Promise<string> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const scale = SIDE / Math.max(image.naturalWidth, image.naturalHeight);
  if (scale >= 1) return address;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  return blob ? URL.createObjectURL(blob) : address;
}

function pictureLayers(source: string): LayerSpecification[] {
  return [{ id: source, type: "raster", source, paint: { "raster-fade-duration": 0 } }];
}

function featureLayers(source: string, colour: string): LayerSpecification[] {
  return [
    { id: `${source}-fill`, type: "fill", source, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour } },
    { id: `${source}-line`, type: "line", source, filter: ["!=", ["geometry-type"], "Point"], paint: { "line-color": colour, "line-width": 1.5 } },
    {
      id: `${source}-point`,
      type: "circle",
      source,
      filter: ["==", ["geometry-type"], "Point"],
      paint: { "circle-color": colour, "circle-radius": 4, "circle-stroke-color": "#ffffff", "circle-stroke-width": 1 },
    },
  ];
}

function ghostLayers(): LayerSpecification[] {
  const colour = "#c2185b";
  return [
    { id: `${GHOST}-fill`, type: "fill", source: GHOST, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour } },
    {
      id: `${GHOST}-line`,
      type: "line",
      source: GHOST,
      filter: ["!=", ["geometry-type"], "Point"],
      paint: { "line-color": colour, "line-width": 2.5, "line-dasharray": [2, 1.5] },
    },
    {
      id: `${GHOST}-point`,
      type: "circle",
      source: GHOST,
      filter: ["==", ["geometry-type"], "Point"],
      paint: { "circle-color": "#ffffff", "circle-radius": 6, "circle-stroke-color": colour, "circle-stroke-width": 2.5 },
    },
  ];
}
