/** The map of an operation: made once, told what changed, and taken down without a trace. */
import { Map as MapLibreMap, setWorkerUrl } from "maplibre-gl";
import { BaseWatch, drawGraticule, replaceBase, styleWith } from "./basemap";
import { CameraMan } from "./camera";
import { addControls, nameControls } from "./controls";
import { supplyHatches } from "./hatch";
import { Loading } from "./loading";
import { Overlays } from "./overlay";
import { Pace } from "./pace";
import { Pointer } from "./pointer";
import { CardPopup } from "./popup";
import { whatHolds, type Reel } from "./reel";
import { Scene, type Look } from "./scene";
import { Sketching } from "./sketching";
import type { Emit, Handle, Props } from "./types";

/** `shown` is for reading, not for drawing: five times a second is as fast as anyone reads. */
const SHOWN_MS = 200;

export interface OpsMap extends Omit<Handle, "whenReady"> {
  /** Settles when the first picture can be drawn. */
  ready: Promise<void>;
  update(props: Props, before: Props): void;
  destroy(): void;
}

export function create(container: HTMLElement, workerUrl: string, first: Props, emit: Emit): OpsMap {
  setWorkerUrl(workerUrl);
  let props = first;
  const map = new MapLibreMap({
    container,
    style: styleWith(first.baseStyle, theme(first)),
    center: [2.5, 46.6],
    zoom: 5,
    maxPitch: 0,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    attributionControl: false,
    fadeDuration: 0,
  });
  const camera = new CameraMan(map, emit);
  const scene = new Scene(map, () => camera.now(), lookOf(first));
  const listeners = new Set<(reel: Reel) => void>();
  const loading = new Loading(emit, holdReel);
  const pointer = new Pointer(map, (x, y, coarse) => scene.under(x, y, coarse), emit);
  const popup = new CardPopup(map, {
    closed: () => emit({ popup: null }),
    acted: (key) => emit({ actionData: { objectId: props.popup?.objectId ?? "", key, ts: Date.now() } }),
  });
  const sketching = new Sketching(map, emit, () => scene.corners());
  const overlays = new Overlays(map);
  const watch = new BaseWatch(map, emit, () => showGraticule());
  const shown = new Pace(SHOWN_MS, () => emit({ shown: { counts: scene.counts(), at: time } }));
  let [time, knownAt, asked] = [first.time ?? Date.now(), first.knownAt ?? null, 0];

  supplyHatches(map);
  addControls(map);
  map.on("moveend", showGraticule);
  map.on("style.load", showGraticule);
  const onKey = (event: KeyboardEvent): void => {
    // A field or a dialog elsewhere on the page has its own use of Escape.
    const ours = event.target === document.body || container.contains(event.target as Node);
    if (event.key === "Escape" && ours && !event.defaultPrevented) popup.close();
  };
  document.addEventListener("keydown", onKey);
  const sharper = onNewResolution(() => void scene.dress(lookOf(props)));
  const ready = new Promise<void>((settle) => map.once("load", () => settle()));

  function holdReel(reel: Reel | null): void {
    scene.hold(reel);
    const area = reel?.operation.area;
    if (area && !camera.placed && !props.view) camera.go({ bounds: area });
    showCard();
    shown.ask();
    if (reel) for (const callback of listeners) callback(reel);
  }

  /** One frame is drawn for however many instants were asked for since the last. */
  function showAt(nextTime: number, nextKnownAt: number | null = null): void {
    [time, knownAt] = [nextTime, nextKnownAt];
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      scene.showAt(time, knownAt);
      showCard();
      shown.ask();
    });
  }

  function showCard(): void {
    const shownCard = props.popup ? scene.card(props.popup.objectId) : null;
    const actions = props.actions?.objectId === props.popup?.objectId ? props.actions : null;
    if (shownCard) popup.show(shownCard.card, shownCard.place, locale(props), actions ?? null);
    else popup.hide();
  }

  function showGraticule(): void {
    const wanted = props.graticule ?? (!props.baseStyle || watch.failed);
    const [[west, south], [east, north]] = map.getBounds().toArray();
    drawGraticule(map, wanted ? [west, south, east, north] : null);
    scene.showGraticule(wanted);
  }

  function update(next: Props, before: Props): void {
    props = next;
    const changed = (...names: (keyof Props)[]): boolean => names.some((name) => next[name] !== before[name]);
    if (changed("theme")) container.dataset.opsmapTheme = theme(next);
    if (changed("locale")) nameControls(map, locale(next));
    if (changed("mode")) {
      pointer.mode = next.mode ?? "select";
      container.classList.toggle("opsmap-pick", next.mode === "pick");
    }
    if (changed("drawing")) {
      pointer.drawing = Boolean(next.drawing);
      void sketching.follow(next.drawing ?? null);
    }
    if (before !== NOTHING && changed("baseStyle", "theme")) {
      if (changed("baseStyle")) watch.reset();
      replaceBase(map, next.baseStyle, theme(next));
    }
    if (changed("layers", "theme", "symbolSize", "locale")) void scene.dress(lookOf(next)).then(showCard);
    else if (changed("hiddenLayers")) scene.hide(next.hiddenLayers ?? []);
    if (changed("view") && next.view) camera.go(next.view);
    if (changed("reel")) void loading.follow(next.reel ?? null);
    if (before === NOTHING || changed("time", "knownAt")) showAt(next.time ?? time, next.knownAt ?? null);
    if (changed("selection")) scene.select(next.selection ?? []);
    if (changed("marks")) scene.mark(next.marks ?? []);
    if (changed("popup", "locale", "actions")) showCard();
    if (changed("graticule", "baseStyle")) showGraticule();
    if (changed("overlay")) overlays.show(next.overlay ?? null);
  }

  update(first, NOTHING);

  return {
    ready,
    map,
    update,
    showAt,
    reel: () => scene.reel,
    draw: (command) => sketching.command(command),
    amend: (answer) => loading.amend(answer),
    onReel(callback) {
      listeners.add(callback);
      if (scene.reel) callback(scene.reel);
      return () => listeners.delete(callback);
    },
    destroy() {
      cancelAnimationFrame(asked);
      for (const thing of [loading, shown, sketching]) thing.stop();
      for (const thing of [pointer, camera, scene, overlays]) thing.destroy();
      sharper();
      popup.hide();
      document.removeEventListener("keydown", onKey);
      map.remove();
    },
  };
}

/** No prop at all: what the first update is compared with. */
const NOTHING: Props = {};

function theme(props: Props): "light" | "dark" {
  return props.theme ?? "light";
}

function locale(props: Props): "fr" | "en" {
  return props.locale ?? "fr";
}

function lookOf(props: Props): Look {
  return {
    layers: props.layers ?? [],
    hidden: props.hiddenLayers ?? [],
    theme: theme(props),
    locale: locale(props),
    symbolSize: props.symbolSize ?? 30,
  };
}

/** Calls back when the window moves to a screen of another resolution, or the page is zoomed. */
function onNewResolution(callback: () => void): () => void {
  let query: MediaQueryList;
  const changed = (): void => {
    query.removeEventListener("change", changed);
    watch();
    callback();
  };
  const watch = (): void => {
    query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    query.addEventListener("change", changed);
  };
  watch();
  return () => query.removeEventListener("change", changed);
}

export { whatHolds };
