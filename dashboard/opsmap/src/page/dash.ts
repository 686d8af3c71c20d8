/** The few words this script exchanges with Dash and with the document. */
import type { Row } from "./grid";

export interface Dash {
  set_props(id: string, props: Record<string, unknown>): void;
  no_update: unknown;
  callback_context?: { triggered_id?: string; triggered?: { prop_id: string }[] };
  vigie?: unknown;
}

declare global {
  interface Window {
    dash_clientside?: Dash;
    dash_component_api?: { getLayout(id: string): { props: Record<string, unknown> } | undefined };
    dashAgGridFunctions?: Record<string, unknown>;
    dashAgGridComponentFunctions?: Record<string, unknown>;
    dash_ag_grid?: { getApiAsync(id: string): Promise<GridApi> };
  }
}

interface LogNode {
  readonly id?: string;
  /** Where the line stands, px from the top of the log. */
  readonly rowTop: number | null;
  readonly rowHeight?: number | null;
  readonly data?: Row;
  readonly displayed: boolean;
  isSelected(): boolean | undefined;
  setSelected(on: boolean): void;
}

/** What the log panel asks of the grid. */
export interface GridApi {
  setGridOption(option: "rowData", rows: unknown[]): void;
  redrawRows(which: { rowNodes: LogNode[] }): void;
  getRenderedNodes(): LogNode[];
  getRowNode(id: string): LogNode | undefined;
  ensureNodeVisible(node: unknown, position?: "top" | "middle"): void;
  getVerticalPixelRange(): { top: number; bottom: number };
  getFirstDisplayedRowIndex(): number;
  getDisplayedRowAtIndex(index: number): LogNode | undefined;
  addEventListener(event: "bodyScroll", heard: () => void): void;
}

/**
 * Give a Dash component new props, as a callback would.
 *
 * Every change is put to every component of the page: one that changes nothing is left out. A value
 * is always given, for what somebody types is not in the props until the field is left.
 */
export function set(id: string, props: Record<string, unknown>): void {
  const held = propsOf(id);
  const changed = Object.entries(props).filter(([name, value]) => name === "value" || !(name in held) || !alike(held[name], value));
  if (changed.length > 0) window.dash_clientside?.set_props(id, Object.fromEntries(changed));
}

/** A prop of a component, as Dash holds it now. */
export function propOf<T>(id: string, name: string): T | undefined {
  return propsOf(id)[name] as T | undefined;
}

function propsOf(id: string): Record<string, unknown> {
  return window.dash_component_api?.getLayout(id)?.props ?? {};
}

/** Whether two props say the same: cheaply, so an object that was made anew is another one. */
function alike(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && JSON.stringify(one) === JSON.stringify(other);
  return Object.is(one, other);
}

export function element<E extends HTMLElement = HTMLElement>(id: string): E | null {
  return document.getElementById(id) as E | null;
}

/** What stands in a field of text: the last letters may not be in its props yet, and are not to be lost. */
export function typed(id: string, held: string | null): string {
  return element<HTMLInputElement | HTMLTextAreaElement>(id)?.value ?? held ?? "";
}

/** Write text into an element that Dash leaves to us. Text, never markup. */
export function say(id: string, text: string): void {
  const found = element(id);
  if (found && found.textContent !== text) found.textContent = text;
}

/** Show or hide an element that is always on the page; a field goes with its label. */
export function reveal(id: string, on: boolean): void {
  const found = element(id);
  (found?.closest(".mantine-InputWrapper-root") ?? found)?.classList.toggle("hidden", !on);
}

/** Let a button be pressed, or say who could press it. */
export function allow(id: string, on: boolean, why: string): void {
  set(id, { disabled: !on });
  const found = element(id);
  if (found) found.title = on ? "" : why;
}

/** Do it once what this turn changed is on the screen; of a page that nobody looks at, nothing is drawn. */
export function onceDrawn(callback: () => void): void {
  if (document.hidden) setTimeout(callback);
  else requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(callback)));
}

/** Resolves once the element is on the page: Dash mounts its components when it is ready to. */
export function mounted<E extends HTMLElement>(id: string): Promise<E> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = element<E>(id);
      if (found) resolve(found);
      else requestAnimationFrame(look);
    };
    look();
  });
}
