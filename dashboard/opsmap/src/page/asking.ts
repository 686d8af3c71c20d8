/** Asking the API for something, and the fields of a form the page makes by itself. */
import { make } from "./dom";
import { proof } from "./proof";

/** What the server answered, or the sentence that says why not; null where it did not answer. */
export type Told<Said> = { said: Said } | { wrong: string; code: string } | null;

export async function post<Said>(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Told<Said>> {
  const response = await fetch(url, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", ...headers, ...proof() },
    body: JSON.stringify(body),
  }).catch(() => null);
  const said = (await response?.json().catch(() => null)) as (Said & { error?: { code: string; sentence: string } }) | null;
  if (!response || !said) return null;
  return response.ok ? { said } : { wrong: said.error?.sentence ?? "", code: said.error?.code ?? "" };
}

let count = 0;

/** A control under its label. */
export function labelled<C extends HTMLElement>(label: string, control: C, className = "asked"): HTMLElement {
  control.id ||= `asked-${++count}`;
  const told = make("label", {}, label);
  told.setAttribute("for", control.id);
  return make("div", { className }, told, control);
}

export function choose(options: readonly (readonly [value: string, label: string])[], value: string, changed?: (value: string) => void): HTMLSelectElement {
  const made = make("select", {}) as HTMLSelectElement;
  for (const [key, label] of options) made.append(new Option(label, key));
  made.value = value;
  if (changed) made.addEventListener("change", () => changed(made.value));
  return made;
}

export function write(value = "", type = "text"): HTMLInputElement {
  const made = make("input", {}) as HTMLInputElement;
  made.type = type;
  made.value = value;
  return made;
}

/** A box to tick, with its label beside it. */
export function tick(label: string, on: boolean, changed: (on: boolean) => void): HTMLElement {
  const box = write("", "checkbox");
  box.checked = on;
  box.addEventListener("change", () => changed(box.checked));
  return make("label", { className: "tick" }, box, label);
}

/** One of several, each with its label beside it. */
export function oneOf(name: string, options: readonly (readonly [value: string, label: string])[], value: string, changed: (value: string) => void): HTMLElement {
  const choices = options.map(([key, label]) => {
    const button = write(key, "radio");
    button.name = name;
    button.checked = key === value;
    button.addEventListener("change", () => changed(key));
    return make("label", { className: "tick" }, button, label);
  });
  const group = make("div", { className: "one-of" }, ...choices);
  group.setAttribute("role", "radiogroup");
  return group;
}

export function button(label: string, onclick: () => void, className = "plain"): HTMLButtonElement {
  return make("button", { className, onclick }, label) as HTMLButtonElement;
}
