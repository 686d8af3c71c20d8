/** Making a film of what the reader sees: what it is to be, then frame by frame, then the file. */
import type { Kind, Shape } from "../film/recorder";
import { button, choose, labelled, tick, write } from "./asking";
import { BESIDE } from "./beside";
import { element, set } from "./dash";
import { SPEEDS } from "./dial";
import { make } from "./dom";
import { countOf, LONGEST, type Plan } from "./film-plan";
import { here, unchanged } from "./here";
import type { Page } from "./page";
import { present } from "./present";
import { fill } from "./setting";
import { shoot, Stopped, type Wanted } from "./shooting";
import { lasting } from "./wording";

/** Name of the built file beside ours; put here by the build. */
declare const FILM: string;

type Recording = typeof import("../film/recorder");

const SIZES = { "720": { width: 1280, height: 720 }, "1080": { width: 1920, height: 1080 } } as const;
const RATES = ["12", "25", "30"] as const;
/** A film that nobody asked to be otherwise lasts no longer, ms. */
const SHORT = 3 * 60_000;
const MB = 1_000_000;

/** What is asked for, in the words of the form. */
interface Asked {
  from: number | null;
  to: number | null;
  speed: number;
  size: keyof typeof SIZES;
  rate: number;
  kind: Kind;
  log: boolean;
  remarks: boolean;
  skip: boolean;
}

let asked: Asked | null = null;
let stopped: AbortController | null = null;
let made: string | null = null;

export const gestures = {
  filming(clicks: number | undefined): unknown {
    if (!clicks || !here.page) return unchanged();
    void offer(here.page);
    return true;
  },

  /** Who puts the dialog away stops what it does. */
  filmLeft(opened: boolean | undefined): void {
    if (opened) return;
    stopped?.abort();
    if (made) URL.revokeObjectURL(made);
    made = null;
  },
};

function body(...children: (HTMLElement | null)[]): void {
  element("film-body")?.replaceChildren(...children.filter((child) => child !== null));
}

async function offer(page: Page): Promise<void> {
  const { words } = page.setting;
  page.clock.goTo(page.clock.shown.time);
  if (page.seeing.as !== null) return body(make("p", { className: "refusal" }, words.film_looking));
  if (!("VideoEncoder" in window)) return body(make("p", { className: "refusal" }, words.film_cannot));
  body(make("p", { className: "hint" }, words.film_preparing));
  const recording = (await import(BESIDE + FILM).catch(() => null)) as Recording | null;
  const kinds = recording ? await recording.kinds({ ...SIZES["720"], rate: 25 }) : [];
  if (!recording || kinds.length === 0) return body(make("p", { className: "refusal" }, words.film_cannot));
  asked = begun(page, kinds[0]);
  showForm(page, recording, kinds, asked);
}

/** What a film is to be before anybody says otherwise: between the marks, else all there was. */
function begun({ clock, replay }: Page, kind: Kind): Asked {
  const { from, to } = replay.between ?? { from: clock.span.from, to: Math.min(clock.span.to, Math.max(present(), clock.span.from)) };
  const speed = SPEEDS.find((each) => (to - from) / each <= SHORT) ?? SPEEDS[SPEEDS.length - 1];
  return { from, to, speed, size: "720", rate: 25, kind, log: true, remarks: true, skip: replay.passes };
}

function planOf(page: Page, { from, to, speed, rate, skip }: Asked): Plan | null {
  if (from === null || to === null || !(from < to)) return null;
  return { between: { from, to }, dead: skip ? page.replay.deadTime() : [], speed, rate };
}

function showForm(page: Page, recording: Recording, kinds: Kind[], film: Asked): void {
  const { setting, wording } = page;
  const { words } = setting;
  const said = make("p", { className: "film-said" });
  said.setAttribute("role", "status");
  const go = button(words.film_make, () => void make_(page, recording, kinds, film), "main");
  const tell = (): void => {
    const plan = planOf(page, film);
    const frames = plan ? countOf(plan) : 0;
    const length = (frames / film.rate) * 1000;
    const size = (recording.bitrate(shapeOf(film)) / 8) * (length / 1000);
    go.disabled = !plan || length > LONGEST;
    said.classList.toggle("refusal", go.disabled);
    said.textContent = !plan
      ? words.film_empty
      : length > LONGEST
        ? fill(words.film_too_long, { length: lasting(length), most: lasting(LONGEST) })
        : fill(words.film_length, { length: lasting(length), frames, size: weight(size, page) });
  };
  const instant = (name: "from" | "to"): HTMLInputElement => {
    const field = write(film[name] === null ? "" : wording.forInput(film[name]), "datetime-local");
    field.addEventListener("change", () => {
      film[name] = field.value ? wording.fromInput(field.value) : null;
      tell();
    });
    return field;
  };
  const one = <Value extends string>(values: readonly (readonly [Value, string])[], value: Value, changed: (value: Value) => void): HTMLSelectElement =>
    choose(values, value, (chosen) => {
      changed(chosen as Value);
      tell();
    });
  const box = (label: string, name: "log" | "remarks" | "skip"): HTMLElement =>
    tick(label, film[name], (on) => {
      film[name] = on;
      tell();
    });
  const speeds = SPEEDS.map((each) => [String(each), `×${each}`] as const);
  body(
    make("p", { className: "hint" }, words.film_own),
    make(
      "div",
      { className: "row" },
      labelled(words.film_from, instant("from")),
      labelled(words.film_to, instant("to")),
      labelled(words.film_speed, one(speeds, String(film.speed), (value) => (film.speed = Number(value)))),
    ),
    make(
      "div",
      { className: "row" },
      labelled(words.film_size, one(Object.keys(SIZES).map((each) => [each as Asked["size"], `${each}p`] as const), film.size, (value) => (film.size = value))),
      labelled(words.film_rate, one(RATES.map((each) => [each, each] as const), String(film.rate) as (typeof RATES)[number], (value) => (film.rate = Number(value)))),
      labelled(words.film_format, one(kinds.map((each) => [each, each === "mp4" ? "MP4 (H.264)" : "WebM (VP9, VP8)"] as const), film.kind, (value) => (film.kind = value))),
    ),
    box(words.film_log, "log"),
    box(words.film_remarks, "remarks"),
    box(words.film_skip, "skip"),
    said,
    make("div", { className: "actions" }, go),
  );
  tell();
}

function shapeOf({ size, rate }: Asked): Shape {
  return { ...SIZES[size], rate };
}

function weight(bytes: number, page: Page): string {
  const tag = page.setting.locale === "fr" ? "fr-FR" : "en-GB";
  const digits = bytes < 10 * MB ? 1 : 0;
  return new Intl.NumberFormat(tag, { style: "unit", unit: "megabyte", maximumFractionDigits: digits }).format(bytes / MB);
}

/** Make it, covered by its own dialog; what comes of it stands in the same place. */
async function make_(page: Page, recording: Recording, kinds: Kind[], film: Asked): Promise<void> {
  const plan = planOf(page, film);
  if (!plan || stopped) return;
  const { words } = page.setting;
  stopped = new AbortController();
  const { signal } = stopped;
  const bar = make("progress", { aria: { label: words.film_make } }) as HTMLProgressElement;
  bar.max = 1;
  const said = make("p", { className: "hint" }, words.film_preparing);
  const preview = document.createElement("canvas");
  preview.className = "film-preview";
  const halt = button(words.film_stop, () => stopped?.abort(), "stop");
  body(make("p", {}, words.film_covered), preview, make("div", { className: "job" }, said, bar, halt));
  halt.focus();
  set("film-dialog", { closeOnClickOutside: false });
  const wanted: Wanted = { plan, shape: shapeOf(film), kind: film.kind, log: film.log, remarks: film.remarks };
  try {
    const { blob, length } = await shoot(page, recording, wanted, preview, signal, ({ done, all, time, left }) => {
      bar.value = done / all;
      said.textContent = fill(words.film_making, { done, all, time: page.wording.precisely(time), left: lasting(left) });
    });
    showMade(page, film, blob, length);
  } catch (error) {
    if (!(error instanceof Stopped)) console.error("film:", error);
    const why = error instanceof Stopped ? words.film_stopped : fill(words.film_failed, { why: error instanceof Error ? error.message : String(error) });
    showForm(page, recording, kinds, film);
    element("film-body")?.prepend(make("p", { className: "refusal", aria: { live: "polite" } }, why));
  } finally {
    stopped = null;
    set("film-dialog", { closeOnClickOutside: true });
  }
}

function showMade(page: Page, { kind }: Asked, blob: Blob, length: number): void {
  const { words, operation } = page.setting;
  if (made) URL.revokeObjectURL(made);
  made = URL.createObjectURL(blob);
  const link = make("a", { className: "film-save", href: made, download: `${operation.id}.${kind}` }, words.film_save);
  const said = make("p", { className: "film-said" }, fill(words.film_done, { length: lasting(length), size: weight(blob.size, page) }));
  said.setAttribute("role", "status");
  body(said, make("p", {}, link));
  link.click();
  link.focus();
}
