/** Where somebody reads in the log: at the line of the instant, which moves, or further down, where they are left in peace. */
import type { GridApi } from "./dash";
import { element, reveal } from "./dash";

/** Nearer to the top than this, one reads along, px. */
const SLACK = 24;

export class Reading {
  constructor(private readonly api: GridApi) {
    api.addEventListener("bodyScroll", () => reveal("log-back", this.isAway));
  }

  get isAway(): boolean {
    return this.api.getVerticalPixelRange().top > SLACK;
  }

  catchUp(): void {
    const body = this.body;
    if (body) body.scrollTop = 0;
  }

  /** Answers with what puts the line that is read back where it was, once the log is set out anew; at the top, nothing. */
  hold(): () => void {
    const { top } = this.api.getVerticalPixelRange();
    if (top <= SLACK) return () => {};
    let index = this.api.getFirstDisplayedRowIndex();
    let line = this.api.getDisplayedRowAtIndex(index);
    while (line && (line.rowTop ?? 0) + (line.rowHeight ?? 0) <= top) line = this.api.getDisplayedRowAtIndex(++index);
    const [id, before] = [line?.id, line?.rowTop ?? 0];
    return () => {
      const after = id === undefined ? null : this.api.getRowNode(id)?.rowTop;
      if (this.body && after != null && after !== before) this.body.scrollTop = after + (top - before);
    };
  }

  private get body(): HTMLElement | null {
    return element("log")?.querySelector<HTMLElement>(".ag-body-viewport") ?? null;
  }
}
