/** The map of an operation: made once, told what changed, and taken down without a trace. */
import { Map as MapLibreMap, setWorkerUrl } from "maplibre-gl";
import { BaseWatch, drawGraticule, GRATICULE, reaches, replaceBase, styleWith } from "./basemap";
import { CameraMan } from "./camera";
import { showCompared } from "./compared";
import { Chooser } from "./chooser";
import { addControls, nameControls } from "./controls";
import { supplyHatches } from "./hatch";
import { Loading } from "./loading";
import { Overlays } from "./overlay";
import { Pace } from "./pace";
import { idle, pictureOf } from "./picture";
import { Pointer, type Pile } from "./pointer";
import { CardPopup } from "./popup";
import { ReachGround } from "./reach/ground";
import { whatHolds, type Reel } from "./reel";
import { References } from "./references";
import { Scene, type Look } from "./scene";
import { Sketching } from "./sketching";
import { Following, follows } from "./tracks/following";
import type { Emit, Handle, Props, Reports, Theme } from "./types";

/** `shown` is for reading, not for drawing: five times a second is as fast as anyone reads. */
const SHOWN_MS = 200;
/** The longest side of the canvas, in device pixels: no screen comes near it, but an A0 sheet does. */
const LARGEST = 8192;
/** The side of a symbol, unless the page says another. */
const SIDE = 30;
/** Minutes of the trails, unless the page says others. */
const TRAIL = 15;
/** The largest scale a pile is taken apart at, and by how many levels it must help. */
const CLOSEST = 19;
const APPRECIABLE = 0.5;

export interface OpsMap extends Omit<Handle, "whenReady" | "picture" | "hear"> {
  /** Settles when the first picture can be drawn. */
  ready: Promise<void>;
  picture(): HTMLCanvasElement;
  shown(): Omit<Reports["shown"], "at">;
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
    maxCanvasSize: [LARGEST, LARGEST],
  });
  const camera = new CameraMan(map, emit);
  const scene = new Scene(map, () => camera.now(), lookOf(first));
  const references = new References(map);
  const listeners = new Set<(reel: Reel) => void>();
  const filming = new Set<(time: number, knownAt: number | null) => void>();
  const loading = new Loading(emit, holdReel);
  const pointer = new Pointer(map, (x, y, coarse) => scene.under(x, y, coarse), emit, openPile);
  const chooser = new Chooser(map, ({ objectId, kind }) => {
    const { lng, lat } = map.getCenter();
    emit({ clickData: { lng, lat, objectId, kind, x: 0, y: 0, mode: "select", ts: Date.now() } });
  });
  const popup = new CardPopup(map, {
    closed: () => emit({ popup: null }),
    followed: () => follow(),
    acted: (key) => emit({ actionData: { objectId: props.popup?.objectId ?? "", key, ts: Date.now() } }),
  });
  const sketching = new Sketching(map, emit, () => scene.corners());
  const overlays = new Overlays(map);
  const reach = new ReachGround(map, GRATICULE);
  const following = new Following(map);
  const watch = new BaseWatch(map, emit, () => showGraticule());
  let dressing = Promise.resolve();
  const shown = new Pace(SHOWN_MS, () => emit({ shown: { ...scene.shown(), at: time } }));
  let [time, knownAt, asked] = [first.time ?? Date.now(), first.knownAt ?? null, 0];

  supplyHatches(map);
  addControls(map);
  map.on("moveend", (event) => follows(event) || showGraticule());
  map.on("moveend", () => shown.ask());
  map.on("style.load", showGraticule);
  map.on("style.load", () => showCompared(map, props.compared ?? null));
  // A field or a dialog elsewhere on the page has its own use of Escape.
  const isOurs = ({ key, target }: KeyboardEvent): boolean => key === "Escape" && (target === document.body || container.contains(target as Node));
  const onKey = (event: KeyboardEvent): void => {
    if (isOurs(event) && !event.defaultPrevented && !chooser.close()) popup.close();
  };
  // Whoever is followed is let go before the page hears of the key: it would give up what is chosen, too.
  const onFirstKey = (event: KeyboardEvent): void => {
    if (following.object === null || pointer.drawing || !isOurs(event)) return;
    if (!chooser.close()) following.stop();
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("keydown", onKey);
  document.addEventListener("keydown", onFirstKey, { capture: true });
  const sharper = onNewResolution(() => void scene.dress(lookOf(props)));
  const ready = new Promise<void>((settle) => map.once("load", () => settle()));

  function holdReel(reel: Reel | null): void {
    scene.hold(reel);
    references.hold(reel);
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
      references.showAt(time, knownAt);
      showCard();
      keepFollowed();
      shown.ask();
    });
  }

  /** A larger scale takes a pile apart, or a list does where none could. */
  function openPile(pile: Pile): void {
    const closer = map.cameraForBounds(pile.bounds, { padding: props.symbolSize ?? SIDE, maxZoom: CLOSEST })?.zoom ?? 0;
    if (closer > map.getZoom() + APPRECIABLE) camera.go({ bounds: pile.bounds, padding: 2 * (props.symbolSize ?? SIDE), closest: CLOSEST });
    else chooser.open(pile, locale(props));
  }

  function showCard(): void {
    const shownCard = props.popup ? scene.card(props.popup.objectId) : null;
    const actions = props.actions?.objectId === props.popup?.objectId ? props.actions : null;
    if (shownCard) popup.show(shownCard.card, shownCard.place, locale(props), actions ?? null);
    else popup.hide();
  }

  /** The one whose card is open is kept in the middle. */
  function follow(): void {
    const object = props.popup?.objectId;
    const found = object === undefined ? null : scene.card(object);
    if (object !== undefined && found) following.start(object, found.card.title, found.place, locale(props));
  }

  function keepFollowed(): void {
    const { object } = following;
    if (object === null) return;
    const place = scene.standsAt(object) ?? scene.card(object)?.place;
    // Of another operation nobody is followed.
    if (place) following.centre(place);
    else following.stop();
  }

  function showGraticule(): void {
    const [[west, south], [east, north]] = map.getBounds().toArray();
    const wanted = props.graticule ?? (watch.failed || !reaches(props.baseStyle, [west, south, east, north]));
    drawGraticule(map, wanted ? [west, south, east, north] : null);
    scene.showGraticule(wanted);
  }

  function update(next: Props, before: Props): void {
    props = next;
    const changed = (...names: (keyof Props)[]): boolean => names.some((name) => next[name] !== before[name]);
    if (changed("theme")) {
      container.dataset.opsmapTheme = theme(next);
      reach.dress(theme(next));
    }
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
    if (changed("layers", "theme", "symbolSize", "locale")) dressing = scene.dress(lookOf(next)).then(showCard);
    else if (changed("hiddenLayers")) scene.hide(next.hiddenLayers ?? []);
    if (before !== NOTHING && changed("gather")) scene.gather(next.gather ?? true);
    if (changed("trail")) scene.trail(next.trail ?? TRAIL);
    if (changed("view") && next.view) {
      following.stop();
      camera.go(next.view);
    }
    if (changed("reel")) void loading.follow(next.reel ?? null);
    if (before === NOTHING || changed("time", "knownAt")) showAt(next.time ?? time, next.knownAt ?? null);
    if (changed("stage")) scene.filter(next.stage ?? null);
    if (changed("compared")) showCompared(map, next.compared ?? null);
    if (changed("selection")) scene.select(next.selection ?? []);
    if (changed("alarmed")) scene.alarm(next.alarmed ?? []);
    if (changed("marks")) scene.mark(next.marks ?? []);
    if (changed("popup", "locale", "actions")) showCard();
    if (changed("graticule", "baseStyle")) showGraticule();
    if (changed("references")) references.configure(next.references ?? null);
    if (changed("ghost")) references.haunt(next.ghost ?? null);
    if (changed("overlay")) overlays.show(next.overlay ?? null);
  }

  update(first, NOTHING);

  return {
    ready,
    map,
    update,
    showAt,
    async settled() {
      await dressing;
      await idle(map);
      scene.settle();
    },
    picture: () => pictureOf(map, () => scene.redraw()),
    filmed(nextTime, nextKnownAt, onto) {
      [time, knownAt] = [nextTime, nextKnownAt];
      scene.showAt(time, knownAt);
      references.showAt(time, knownAt);
      for (const callback of filming) callback(time, knownAt);
      keepFollowed();
      scene.settle();
      return pictureOf(map, () => scene.redraw(), onto);
    },
    reach: (shown) => reach.show(shown),
    onFilmed(callback) {
      filming.add(callback);
      return () => filming.delete(callback);
    },
    wentAt: () => scene.wentAt(),
    reel: () => scene.reel,
    drawn: () => scene.drawn(),
    shown: () => scene.shown(),
    draw: (command) => sketching.command(command),
    amend: (answer) => loading.amend(answer),
    track(news) {
      const tracked = scene.track(news);
      showCard();
      keepFollowed();
      shown.ask();
      return tracked;
    },
    standsAt: (object) => scene.standsAt(object),
    fixAt: (object, time, knownAt) => scene.fixAt(object, time, knownAt),
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
      following.stop();
      popup.hide();
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("keydown", onFirstKey, { capture: true });
      map.remove();
    },
  };
}

/** No prop at all: what the first update is compared with. */
const NOTHING: Props = {};

function theme(props: Props): Theme {
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
    symbolSize: props.symbolSize ?? SIDE,
    gather: props.gather ?? true,
    trail: props.trail ?? TRAIL,
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
