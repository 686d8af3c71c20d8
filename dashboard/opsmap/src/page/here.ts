/** What the gestures work on: the page, once an operation was chosen. */
import type { Drawing } from "./drawing";
import type { Filling } from "./filling";
import type { Page } from "./page";
import type { Writing } from "./writing";

export const here: {
  page: Page | null;
  writing: Writing | null;
  drawing: Drawing | null;
  filling: Filling | null;
  /** The operation that was just opened, to turn to once it is listed. */
  wanted: string | null;
} = { page: null, writing: null, drawing: null, filling: null, wanted: null };

/** What a callback answers that changes nothing. */
export function unchanged(): unknown {
  return window.dash_clientside?.no_update;
}
