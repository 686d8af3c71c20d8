/** Building what a list shows, element by element. Text, never markup. */

export type Child = Node | string | number | null;

interface Told {
  className?: string;
  title?: string;
  href?: string;
  download?: string;
  scope?: string;
  role?: string;
  tabindex?: string;
  onclick?: () => void;
  /** Attributes for assistive technology, without "aria-". */
  aria?: Record<string, string>;
}

/** An element with its children; null ones are left out. */
export function make(tag: string, told: Told, ...children: Child[]): HTMLElement {
  const made = document.createElement(tag);
  const { aria, onclick, ...attributes } = told;
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name === "className" ? "class" : name, value);
  }
  for (const [name, value] of Object.entries(aria ?? {})) made.setAttribute(`aria-${name}`, value);
  if (onclick) made.addEventListener("click", onclick);
  if (tag === "button") made.setAttribute("type", "button");
  made.append(...children.filter((child) => child !== null).map((child) => (typeof child === "number" ? String(child) : child)));
  return made;
}

/** A table under its headings. */
export function table(headings: readonly string[], rows: readonly (readonly Child[])[]): HTMLElement {
  const head = make("tr", {}, ...headings.map((heading) => (heading ? make("th", { scope: "col" }, heading) : make("td", {}))));
  const body = rows.map((cells) => make("tr", {}, ...cells.map((cell, i) => labelled(make("td", {}, cell), headings[i]))));
  return make("table", {}, make("thead", {}, head), make("tbody", {}, ...body));
}

/** On a narrow screen each row is a card, and each cell says what it is. */
function labelled(cell: HTMLElement, heading: string): HTMLElement {
  if (heading) cell.dataset.label = heading;
  return cell;
}
