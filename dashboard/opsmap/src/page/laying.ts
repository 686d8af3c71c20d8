/** Placing a site plan: a point on the plan, the same on the map, three times; then it is seen where it lies. */
import { aimAt } from "./aiming";
import { button, labelled, post, write } from "./asking";
import { element, reveal, set } from "./dash";
import { make } from "./dom";
import { done, hour, outcome, stepUrl, wordsOf } from "./importing";
import type { Read } from "./importing";
import type { Job } from "./job";
import type { Page } from "./page";
import { fill } from "./setting";

interface Control {
  x: number;
  y: number;
  lon: number;
  lat: number;
}

interface Placed {
  corners: [number, number][];
  sentence: string;
}

export function lay(page: Page, job: Job, read: Read, said: { name: string; credit: string; audience: readonly string[] | null; embargo_until: string | null }): void {
  const panel = element("laying");
  if (!panel) return;
  const words = wordsOf(page);
  const url = stepUrl(page, job, "image");
  const key = crypto.randomUUID();
  const controls: Control[] = [];
  let half: { x: number; y: number } | null = null;

  const image = make("img", { className: "plan" }) as HTMLImageElement;
  image.src = url;
  image.alt = words.plan;
  image.tabIndex = 0;
  const marks = make("div", { className: "marks" });
  const sheet = make("div", { className: "sheet" }, image, marks);
  const told = make("p", { className: "told" });
  told.setAttribute("role", "status");
  const wrong = make("div", { className: "refusal hidden" });
  wrong.setAttribute("role", "alert");
  const [lon, lat] = [write("", "number"), write("", "number")];
  for (const input of [lon, lat]) input.step = "any";
  const typed = make(
    "div",
    { className: "row typed" },
    labelled(words.lon, lon),
    labelled(words.lat, lat),
    button(words.take, () => {
      if (lon.value && lat.value) onMap(Number(lon.value), Number(lat.value));
    }),
  );
  const record = button(words.record, () => void keep(), "main");
  const undo = button(words.undo, () => {
    if (half) half = null;
    else controls.pop();
    void changed();
  });
  const more = make("p", { className: "hint" }, words.more);

  const refuse = (sentence: string): void => {
    wrong.textContent = sentence;
    wrong.classList.toggle("hidden", !sentence);
  };
  const onMap = (x: number, y: number): void => {
    if (!half) return;
    controls.push({ ...half, lon: x, lat: y });
    half = null;
    [lon.value, lat.value] = ["", ""];
    void changed();
  };
  const onPlan = (event: MouseEvent): void => {
    const box = image.getBoundingClientRect();
    half = {
      x: ((event.clientX - box.left) / box.width) * read.width,
      y: ((event.clientY - box.top) / box.height) * read.height,
    };
    void changed();
  };
  const leave = (): void => {
    aimAt(null);
    reveal("laying", false);
    panel.replaceChildren();
    set("map", { ghost: null, marks: [] });
  };

  async function changed(): Promise<void> {
    refuse("");
    marks.replaceChildren(
      ...[...controls, ...(half ? [half] : [])].map(({ x, y }, i) => {
        const mark = make("span", {}, i + 1);
        mark.style.left = `${(100 * x) / read.width}%`;
        mark.style.top = `${(100 * y) / read.height}%`;
        return mark;
      }),
    );
    aimAt(half ? onMap : null);
    set("map", {
      marks: controls.map((one, i) => ({ id: `plan-${i}`, lng: one.lon, lat: one.lat, kind: "picked" })),
    });
    const number = controls.length + 1;
    told.textContent = fill(half ? words.point_map : words.point_plan, { number });
    typed.classList.toggle("hidden", half === null);
    undo.disabled = controls.length === 0 && half === null;
    record.disabled = controls.length < 3;
    more.classList.toggle("hidden", controls.length < 3);
    if (controls.length < 3) return set("map", { ghost: null });
    const found = await post<Placed>(stepUrl(page, job, "placing"), { controls });
    if (found && "said" in found) {
      told.textContent = `${found.said.sentence} ${half ? told.textContent : ""}`;
      set("map", { ghost: { image: { url, corners: found.said.corners } } });
    } else {
      record.disabled = true;
      refuse(found?.wrong ?? words.unread);
    }
  }

  async function keep(): Promise<void> {
    const body = { what: "plan", controls, ...said, occurred_at: hour(page).occurred_at };
    record.disabled = true;
    const begun = await post<Job>(stepUrl(page, job, "record"), body, { "Idempotency-Key": key });
    if (!begun || "wrong" in begun) {
      record.disabled = false;
      return refuse(begun?.wrong ?? words.unread);
    }
    leave();
    set("import-dialog", { opened: true });
    const made = await outcome<{ first: number; last: number; made: number }>(page, begun.said);
    if (made) done(page, made.result);
  }

  image.addEventListener("click", onPlan);
  // By keyboard: Enter takes the middle of what is seen of the plan, the arrows scroll it.
  image.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const box = sheet.getBoundingClientRect();
    onPlan(new MouseEvent("click", { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 }));
  });
  panel.classList.remove("bar");
  panel.replaceChildren(
    make("h2", {}, said.name || words.plan),
    told,
    sheet,
    typed,
    wrong,
    more,
    make("div", { className: "actions" }, record, undo, button(words.cancel, leave)),
  );
  set("import-dialog", { opened: false });
  reveal("laying", true);
  void changed();
}
