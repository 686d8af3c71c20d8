/** Drawing on the map: the rail of tools, what may be placed, and the bar that leads whoever draws. */
import type { Geometry } from "geojson";
import type { Drawing as Prop, Drawn, Measures, Sketch } from "../types";
import { allow, element, reveal, say, set } from "./dash";
import { make } from "./dom";
import { here } from "./here";
import type { Kind, Tool } from "./kinds";
import { NOTE, UNKNOWN, toolsOf } from "./kinds";
import { Measuring } from "./measuring";
import type { Page } from "./page";
import { fill } from "./setting";

export const gestures = {
  putDown(clicks: number | undefined): void {
    if (clicks) here.drawing?.stop();
  },

  choosing(clicks: number | undefined): void {
    if (clicks) here.drawing?.choose();
  },

  scribbling(clicks: number | undefined): void {
    const note = here.page?.setting.kinds.find(({ key }) => key === NOTE);
    if (clicks && note) here.drawing?.place(note);
  },

  tookBack(clicks: number | undefined): void {
    if (clicks) here.page?.draw("undo");
  },

  tookAgain(clicks: number | undefined): void {
    if (clicks) here.page?.draw("redo");
  },

  finished(clicks: number | undefined): void {
    if (clicks) here.page?.draw("finish");
  },

  gaveUp(clicks: number | undefined): void {
    if (clicks) here.page?.draw("cancel");
  },

  stuck(on: boolean | null): void {
    here.page?.draw({ snap: on ?? true });
    if (here.drawing) here.drawing.snap = on ?? true;
  },

  sketched(sketch: Sketch | null): void {
    if (sketch) here.drawing?.sketched(sketch);
  },

  drew(drawn: Drawn | null): void {
    if (drawn) here.drawing?.drew(drawn);
  },
};

/** What is drawn for whom: `done` hears the shape, `left` that it was given up. */
export interface Task {
  readonly title: string;
  readonly tools: readonly Prop["tool"][];
  readonly geometry?: Geometry | null;
  /** Drawn only to be looked at: whoever reads may. */
  readonly unrecorded?: boolean;
  done(geometry: Geometry, measures: Measures | null, tool: Prop["tool"]): void;
  /** Hears each step. */
  sketched?(geometry: Geometry | null): void;
  left?(): void;
}

export class Drawing {
  /** Whether corners stick to those of the objects there are. */
  snap = true;
  private task: Task | null = null;
  private tool: Prop["tool"] = "point";
  private number = 0;
  private measuring: Measuring | null = null;

  constructor(private readonly page: Page) {
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !element("place-menu")?.classList.contains("hidden")) this.fold();
    });
    document.addEventListener("pointerdown", (event) => {
      if (event.target instanceof Element && !event.target.closest("#place-menu, #tool-place")) this.fold();
    });
  }

  /** What one may do with the tools, and why not. */
  offer(): void {
    const may = this.page.may("draw") || this.page.may("plan");
    for (const id of ["tool-place", "tool-note"]) allow(id, may, this.page.why("draw"));
    if (!may && !this.task?.unrecorded) this.stop();
  }

  /** Open or fold the menu of what may be placed. */
  choose(): void {
    const menu = element("place-menu");
    if (!menu) return;
    if (!menu.classList.contains("hidden")) {
      this.fold();
      return;
    }
    const known = this.page.setting.kinds.filter(({ key }) => key !== UNKNOWN && key !== NOTE);
    menu.replaceChildren(...known.map((kind) => this.choice(kind)));
    reveal("place-menu", true);
    element("tool-place")?.setAttribute("aria-expanded", "true");
    menu.querySelector("button")?.focus();
  }

  place(kind: Kind): void {
    this.fold();
    if (here.filling?.isBusy()) return;
    here.filling?.close();
    this.begin({
      title: fill(this.page.setting.words.placing, { kind: kind.label }),
      tools: toolsOf(kind),
      done: (geometry, measures, tool) => here.filling?.place(kind, geometry, measures, tool as Tool),
    });
  }

  begin(task: Task, tool: Prop["tool"] = task.tools[0]): void {
    this.fold();
    this.task = task;
    this.tool = tool;
    this.number++;
    const { words } = this.page.setting;
    say("draw-what", task.title);
    say("draw-hint", words[`hint_${tool}`]);
    this.offerTools(task);
    this.measuring = new Measuring(element("draw-measures")!, "draw", this.page.wording, "enter");
    const shape = tool === "circle" || tool === "sector" ? tool : null;
    this.measuring.offer(shape, this.page.setting, (measures) => this.page.draw({ measures }));
    this.sketched({ purpose: this.purpose, geometry: null, undo: false, redo: false, finish: tool === "edit" });
    reveal("draw-bar", true);
    this.light();
    set("map", { popup: null, drawing: { tool, purpose: this.purpose, geometry: task.geometry ?? null, snap: this.snap } satisfies Prop });
  }

  /** Nothing is drawn any more, and nothing shown of what was. */
  stop(): void {
    this.fold();
    const task = this.task;
    this.end();
    set("map", { drawing: null });
    task?.left?.();
  }

  /** Give up what is drawn, where the map no longer or not yet hears of it; answers whether there was anything. */
  leave(): boolean {
    if (!this.task) return false;
    this.stop();
    return true;
  }

  /** What was drawn and is not to be recorded is put away, unless another drawing is under way. */
  putAway(): void {
    if (!this.task) set("map", { drawing: null });
  }

  /** Show a shape that is not recorded yet. */
  show(geometry: Geometry): void {
    this.end();
    this.number++;
    set("map", { drawing: { tool: "show", purpose: this.purpose, geometry } satisfies Prop });
  }

  sketched(sketch: Sketch): void {
    if (!this.task || sketch.purpose !== this.purpose) return;
    set("draw-undo", { disabled: !sketch.undo });
    set("draw-redo", { disabled: !sketch.redo });
    set("draw-finish", { disabled: !sketch.finish });
    this.measuring?.show(sketch.measures);
    this.task.sketched?.(sketch.geometry);
  }

  drew({ purpose, geometry, measures }: Drawn): void {
    const task = this.task;
    if (!task || purpose !== this.purpose) return;
    if (!geometry) {
      this.stop();
      return;
    }
    this.end();
    task.done(geometry, measures ?? null, this.tool);
  }

  private get purpose(): string {
    return `page-${this.number}`;
  }

  private end(): void {
    this.task = null;
    reveal("draw-bar", false);
    this.light();
  }

  private light(): void {
    element("tool-select")?.classList.toggle("on", this.task === null);
    document.querySelector(".vigie")?.classList.toggle("drawing", this.task !== null);
  }

  private fold(): void {
    const menu = element("place-menu");
    if (!menu || menu.classList.contains("hidden")) return;
    const within = menu.contains(document.activeElement);
    reveal("place-menu", false);
    element("tool-place")?.setAttribute("aria-expanded", "false");
    if (within) element("tool-place")?.focus();
  }

  private choice(kind: Kind): HTMLElement {
    const symbol = document.createElement("img");
    symbol.src = kind.icon;
    symbol.alt = "";
    const made = make("button", { className: "kind", onclick: () => this.place(kind) }, symbol, kind.label);
    made.dataset.kind = kind.key;
    return made;
  }

  private offerTools(task: Task): void {
    const { words } = this.page.setting;
    const buttons = task.tools.map((tool) => {
      const button = make("button", { aria: { pressed: String(tool === this.tool) }, onclick: () => this.begin(task, tool) }, words[`shape_${tool}`]);
      button.dataset.tool = tool;
      return button;
    });
    element("draw-shapes")?.replaceChildren(...(buttons.length > 1 ? buttons : []));
  }
}
