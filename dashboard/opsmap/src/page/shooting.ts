/** Shooting a film: the map is given the size of its frames, drawn at each instant, and put back as it was. */
import { drawFrame, mapSize, type Frame } from "../film/frame";
import type { Kind, Recorder, Shape } from "../film/recorder";
import { length as lengthOf } from "../measure";
import type { Handle, LngLat } from "../types";
import { knownAt } from "./clock";
import { element } from "./dash";
import { Captions, framesOf, Passed, scaleOf, type Plan } from "./film-plan";
import { saidLength } from "./lengths";
import type { Page } from "./page";
import { standsAt } from "./remarks";
import type { Step } from "./running";
import { fill } from "./setting";
import { lasting } from "./wording";

export class Stopped extends Error {}

export interface Wanted {
  readonly plan: Plan;
  readonly shape: Shape;
  readonly kind: Kind;
  /** What is said under the map. */
  readonly log: boolean;
  readonly remarks: boolean;
}

export interface Progress {
  readonly done: number;
  readonly all: number;
  /** The instant drawn last. */
  readonly time: number;
  /** For how much longer, ms. */
  readonly left: number;
}

type Recording = Pick<typeof import("../film/recorder"), "begin">;

/** Work for so long, then let the page breathe, ms. */
const BREATH = 50;
const TOLD_EVERY = 250;
/** What does not come is not waited for, ms: a base map may be out of reach. */
const PATIENCE = 6_000;
const PREVIEW = 480;
const PIN = 48;

/** Make the film; the map and the clock are afterwards what they were, whatever happens. */
export async function shoot(page: Page, recording: Recording, wanted: Wanted, preview: HTMLCanvasElement, signal: AbortSignal, tell: (progress: Progress) => void): Promise<{ blob: Blob; length: number }> {
  const handle = page.camera;
  if (!handle?.map) throw new Error("there is no map");
  const { width, height, rate } = wanted.shape;
  const steps = [...framesOf(wanted.plan)];
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  [preview.width, preview.height] = [PREVIEW, Math.round((PREVIEW * height) / width)];
  const restore = await stage(handle, mapSize(width, height));
  let recorder: Recorder | null = null;
  try {
    recorder = await recording.begin(canvas, wanted.kind, wanted.shape, page.setting.operation.name);
    await roll({ page, handle, wanted, steps, canvas, preview, recorder, signal, tell });
    const blob = await recorder.finish();
    recorder = null;
    return { blob, length: (steps.length / rate) * 1000 };
  } finally {
    await recorder?.cancel().catch(() => {});
    restore();
    handle.showAt(page.clock.shown.time, knownAt(page.clock.shown));
  }
}

interface Rolling {
  page: Page;
  handle: Handle;
  wanted: Wanted;
  steps: readonly Step[];
  canvas: HTMLCanvasElement;
  preview: HTMLCanvasElement;
  recorder: Recorder;
  signal: AbortSignal;
  tell(progress: Progress): void;
}

async function roll({ page, handle, wanted, steps, canvas, preview, recorder, signal, tell }: Rolling): Promise<void> {
  const paper = canvas.getContext("2d", { alpha: false });
  const small = preview.getContext("2d", { alpha: false });
  if (!paper || !small) throw new Error("no 2D canvas");
  const ground = document.createElement("canvas");
  const script = new Script(page, handle, wanted);
  const began = performance.now();
  let [rested, told] = [began, 0];
  for (const [i, step] of steps.entries()) {
    if (signal.aborted) throw new Stopped();
    const known = knownAt({ ...page.clock.shown, time: step.time });
    handle.filmed(step.time, known, ground);
    // Whoever is followed leads where the ground is not drawn yet.
    if (!handle.map!.areTilesLoaded()) {
      await patiently(handle.settled());
      handle.filmed(step.time, known, ground);
    }
    drawFrame(paper, ground, script.at(step, known));
    await recorder.add();
    const now = performance.now();
    if (now - told > TOLD_EVERY || i === steps.length - 1) {
      told = now;
      small.drawImage(canvas, 0, 0, preview.width, preview.height);
      tell({ done: i + 1, all: steps.length, time: step.time, left: ((now - began) / (i + 1)) * (steps.length - i - 1) });
    }
    if (now - rested > BREATH) {
      await breathe();
      rested = performance.now();
    }
  }
}

/** Give the map the size of a frame, with what was seen in it; answers with what puts it back. */
async function stage(handle: Handle, { width, height }: { width: number; height: number }): Promise<() => void> {
  const map = handle.map!;
  const [bounds, center, zoom] = [map.getBounds(), map.getCenter(), map.getZoom()];
  const root = map.getContainer();
  const before = root.getAttribute("style") ?? "";
  document.querySelector(".vigie")?.classList.add("filming");
  Object.assign(root.style, { width: `${width}px`, height: `${height}px`, right: "auto", bottom: "auto" });
  map.resize();
  map.fitBounds(bounds, { animate: false, padding: 0 });
  await patiently(handle.settled());
  return () => {
    document.querySelector(".vigie")?.classList.remove("filming");
    root.setAttribute("style", before);
    map.resize();
    map.jumpTo({ center, zoom });
  };
}

/** What each frame says. */
class Script {
  private readonly captions: Captions;
  private readonly passed: Passed;
  private readonly sources: string;

  constructor(
    private readonly page: Page,
    private readonly handle: Handle,
    private readonly wanted: Wanted,
  ) {
    this.captions = new Captions(page.entries, wanted.plan.speed);
    this.passed = new Passed(wanted.plan.rate);
    this.sources = element("map")?.querySelector(".maplibregl-ctrl-attrib-inner")?.textContent?.trim() ?? "";
  }

  at(step: Step, known: number | null): Frame {
    const { setting, wording, clock } = this.page;
    const { words, operation } = setting;
    const { way, pair } = clock.shown;
    const { time } = step;
    const { speed } = this.wanted.plan;
    const over = this.passed.after(step);
    const seen = fill(words[`film_${way}`], { time: pair === null ? "" : wording.dayAndTime(pair) });
    const remarks = this.wanted.remarks ? this.page.remarks.list.filter((remark) => standsAt(remark, time, speed)) : [];
    const said = remarks.map((remark) => ({ text: this.page.remarks.titled(remark), category: remark.category, place: remark.place }));
    return {
      clock: wording.clockTime(time),
      day: `${wording.weekday(time)} · ${operation.time_zone}`,
      name: operation.name,
      seen: `${seen} · ×${speed}`,
      exercise: operation.exercise ? words.film_exercise : "",
      lines: this.wanted.log
        ? this.captions.at(time, known, way === "believed").map(({ occurred_at, sentence, priority }) => ({ time: wording.shortTime(occurred_at), text: sentence, urgent: priority === "urgent" }))
        : [],
      remarks: said,
      pins: said.flatMap(({ text, category, place }) => this.pin(place, text, category)),
      scale: this.scale(),
      sources: this.sources,
      skipped: over ? fill(words.skipped, { duration: lasting(over.to - over.from) }) : "",
    };
  }

  private pin(place: LngLat | null, text: string, category: string): Frame["pins"] {
    if (!place) return [];
    const map = this.handle.map!;
    const { x, y } = map.project(place);
    const { clientWidth, clientHeight } = map.getContainer();
    const inside = x >= 0 && y >= 0 && x <= clientWidth && y <= clientHeight;
    return inside ? [{ x: x / clientWidth, y: y / clientHeight, text: text.length > PIN ? `${text.slice(0, PIN - 1)}…` : text, category }] : [];
  }

  private scale(): Frame["scale"] {
    const map = this.handle.map!;
    const { clientWidth, clientHeight } = map.getContainer();
    const ends = [0, clientWidth].map((x) => map.unproject([x, clientHeight / 2]).toArray());
    const metres = lengthOf(ends);
    if (!(metres > 0)) return null;
    const found = scaleOf(metres, 0.14);
    return { text: saidLength(found.metres, this.page.setting.locale), share: found.share };
  }
}

function patiently(coming: Promise<void>): Promise<void> {
  return Promise.race([coming, new Promise<void>((resolve) => setTimeout(resolve, PATIENCE))]);
}

/** Not by a timer: a browser makes those of a page that is not looked at wait for a second each. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
