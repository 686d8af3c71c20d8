/** The keyboard: everything but free drawing can be done from it, and help lists it. */
import { closeComparing } from "./comparing";
import { element, set } from "./dash";
import { goFind } from "./finding";
import * as going from "./going";
import { here } from "./here";
import type { Page } from "./page";
import { closePlan, turnPlan } from "./plan";
import { turnVariant } from "./variant";
import type { Writing } from "./writing";

const WAYS = { "1": "so", "2": "believed", "3": "pair" } as const;

/** Listen to the keys that are meant for the page, not for a field, a list or the map. */
export function listen(page: Page, writing: Writing): void {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && isIn(event.target, "#composer")) {
      element("record")?.click();
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "k" && !isIn(event.target, "[role=dialog]")) {
      goFind();
      event.preventDefault();
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && isIn(event.target, "#place-form")) {
      element("place-record")?.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target, event.key)) return;
    if (act(page, writing, event.key, event.shiftKey)) event.preventDefault();
  });
}

function act(page: Page, writing: Writing, key: string, wide: boolean): boolean {
  if (key === "Escape")
    here.drawing?.leave() || page.seeing.leave() || closeComparing(page) || closePlan(page) || page.closeOverMap() || page.statuses.close() || going.leave() || page.release();
  else if (key === "g") going.offer();
  else if (key === "c") void page.readout.copy();
  else if (key === "n") writing.compose();
  else if (key === "/") goFind();
  else if (key === "?") set("help-dialog", { opened: true });
  else if (key === "e") page.nearest.open();
  else if (key === "p") turnPlan(page);
  else if (key === "v") turnVariant(page);
  else if (key === "i") set("reach-on", { checked: !page.reach.on });
  else if (key === "s") page.statuses.turn();
  // While their strip is open, the digits are those of statuses.
  else if (page.statuses.press(key)) return true;
  else if (key in WAYS) set("way-of-seeing", { value: WAYS[key as keyof typeof WAYS] });
  else return page.dial.press(key, wide);
  return true;
}

function isIn(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

/** A button keeps the keys that press it, and leaves the others: closing a dialog gives it the focus back. */
function takesKeys(target: EventTarget | null, key: string): boolean {
  if ((key === " " || key === "Enter") && isIn(target, "button, summary")) return true;
  // The map takes what moves it, and all keys while something is drawn there; an Escape it left is the page's.
  if (isIn(target, "canvas")) return key !== "Escape" && (document.querySelector(".vigie.drawing") !== null || !/^[a-z0-9/?<>]$/iu.test(key));
  return isIn(target, "input, textarea, select, [role=dialog], [role=listbox], [role=grid], [role=treegrid]");
}
