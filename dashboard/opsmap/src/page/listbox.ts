/** A long list to choose from: only the lines in sight are on the page, and the keyboard stays on its line. */
import { make } from "./dom";

export interface Item {
  id: string;
  /** All that is on the line: it is drawn again when this changes. */
  says: string;
  draw(): Node[];
}

const ROW = 62;
/** Lines drawn above and below those in sight. */
const MORE = 4;

/*
 * The list itself keeps the focus and names the active line (`aria-activedescendant`): lines come and go with the
 * clock under a reader who stays where they are. A grid moves its focus from cell to cell, and loses it with them.
 */
export class Listbox {
  private items: readonly Item[] = [];
  private active: string | null = null;
  private index = 0;
  private selected: ReadonlySet<string> = new Set();
  /** The lines on the page, by id: one that stays is kept, or a click that began on it would come to nothing. */
  private lines = new Map<string, HTMLElement>();
  private readonly said = new WeakMap<HTMLElement, string>();
  private readonly inner = make("div", { className: "list-inner" });

  constructor(
    private readonly box: HTMLElement,
    private readonly choose: (id: string) => void,
  ) {
    this.inner.setAttribute("role", "presentation");
    box.replaceChildren(this.inner);
    box.addEventListener("scroll", () => this.draw(), { passive: true });
    box.addEventListener("keydown", (event) => this.press(event));
    this.inner.addEventListener("click", (event) => {
      const line = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-id]") : null;
      if (!line?.dataset.id) return;
      this.activate(this.items.findIndex(({ id }) => id === line.dataset.id));
      this.choose(line.dataset.id);
    });
  }

  get ids(): string[] {
    return this.items.map(({ id }) => id);
  }

  /** Other lines: the active one stays active, wherever it is now; when it left, the one in its place. */
  fill(items: readonly Item[]): void {
    this.items = items;
    const index = this.active === null ? -1 : items.findIndex(({ id }) => id === this.active);
    if (index >= 0) this.index = index;
    else {
      this.index = Math.max(0, Math.min(this.index, items.length - 1));
      this.active = items[this.index]?.id ?? null;
    }
    this.draw();
  }

  mark(selected: Iterable<string>): void {
    this.selected = new Set(selected);
    this.draw();
  }

  private press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.box.clientHeight / ROW) - 1);
    const to: Record<string, number> = {
      ArrowDown: this.index + 1,
      ArrowUp: this.index - 1,
      PageDown: this.index + page,
      PageUp: this.index - page,
      Home: 0,
      End: this.items.length - 1,
    };
    if (event.key in to) this.activate(to[event.key]);
    else if ((event.key === "Enter" || event.key === " ") && this.active !== null) this.choose(this.active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private activate(index: number): void {
    this.index = Math.max(0, Math.min(index, this.items.length - 1));
    this.active = this.items[this.index]?.id ?? null;
    const [top, height] = [this.index * ROW, this.box.clientHeight];
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    else if (top + ROW > this.box.scrollTop + height) this.box.scrollTop = top + ROW - height;
    this.draw();
  }

  private draw(): void {
    const { length } = this.items;
    const first = Math.max(0, Math.floor(this.box.scrollTop / ROW) - MORE);
    const last = Math.min(length, Math.ceil((this.box.scrollTop + this.box.clientHeight) / ROW) + MORE);
    const shown = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
    // The active line is named by the list, so it is there even out of sight.
    if (length > 0 && !shown.includes(this.index)) shown.push(this.index);
    this.inner.style.height = `${length * ROW}px`;
    const lines = new Map(shown.map((index) => [this.items[index].id, this.line(index)]));
    for (const [id, line] of this.lines) if (lines.get(id) !== line) line.remove();
    let before: Element | null = null;
    for (const line of lines.values()) {
      // In the order they are read.
      const next: Element | null = before === null ? this.inner.firstElementChild : before.nextElementSibling;
      if (next !== line) this.inner.insertBefore(line, next);
      before = line;
    }
    this.lines = lines;
    const active = this.items[this.index];
    if (active) this.box.setAttribute("aria-activedescendant", idOf(active.id));
    else this.box.removeAttribute("aria-activedescendant");
  }

  private line(index: number): HTMLElement {
    const item = this.items[index];
    const made = this.lines.get(item.id) ?? make("div", {});
    made.id = idOf(item.id);
    made.dataset.id = item.id;
    made.className = index === this.index ? "line active" : "line";
    made.style.top = `${index * ROW}px`;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", String(this.selected.has(item.id)));
    made.setAttribute("aria-setsize", String(this.items.length));
    made.setAttribute("aria-posinset", String(index + 1));
    const { says } = item;
    if (this.said.get(made) !== says) {
      this.said.set(made, says);
      made.replaceChildren(...item.draw());
    }
    return made;
  }
}

function idOf(item: string): string {
  return `list-${item}`;
}
