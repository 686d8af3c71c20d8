/** The inputs of a form, made from the fields a layer declares, and what was typed in them. */
import type { Value } from "./deeds";
import { make } from "./dom";
import type { Field } from "./kinds";
import { fill } from "./setting";
import type { Wording } from "./wording";

type Input = HTMLInputElement | HTMLSelectElement;

/** What was typed; `wrong` says of which field it cannot be read. */
export type Typed = { values: Record<string, Value> } | { wrong: string; field: string };

export interface Told {
  wording: Wording;
  words: Record<string, string>;
}

/** A label with its input, filled with a value. */
export function input(prefix: string, field: Field, value: unknown, { wording, words }: Told): HTMLElement {
  const made = element(field, words);
  made.id = `${prefix}-${field.key}`;
  made.dataset.field = field.key;
  made.required = field.required;
  if (made instanceof HTMLInputElement && field.type === "flag") made.checked = value === true;
  else made.value = shown(field, value, wording);
  made.dataset.before = stands(made);
  const unit = field.unit ? ` (${field.unit})` : "";
  const label = make("label", { className: `field ${field.type}` }, make("span", {}, field.label, unit, field.required ? " *" : ""), made);
  return label;
}

function element(field: Field, words: Record<string, string>): Input {
  if (field.type === "choice") {
    const options = Object.entries({ "": words.not_said, ...field.choices });
    const select = make("select", {}) as HTMLSelectElement;
    select.append(...options.map(([value, label]) => new Option(label, value)));
    return select;
  }
  const input = make("input", {}) as HTMLInputElement;
  input.type = { text: "text", count: "text", measure: "text", time: "datetime-local", flag: "checkbox" }[field.type];
  if (field.type === "count") input.inputMode = "numeric";
  if (field.type === "measure") input.inputMode = "decimal";
  return input;
}

function shown({ type }: Field, value: unknown, wording: Wording): string {
  if (value === null || value === undefined) return "";
  if (type === "time") {
    const at = typeof value === "number" ? value : Date.parse(String(value));
    return Number.isNaN(at) ? "" : wording.forInput(at);
  }
  return type === "measure" && wording.locale === "fr" ? String(value).replace(".", ",") : String(value);
}

/** Whether an input says something else than when it was made. */
export function isTouched(input: Input): boolean {
  return stands(input) !== input.dataset.before;
}

function stands(input: Input): string {
  return input instanceof HTMLInputElement && input.type === "checkbox" ? String(input.checked) : input.value.trim();
}

/** What stands in the inputs of a box, by key of its field; only what was changed there, if asked. */
export function typedIn(box: HTMLElement, fields: readonly Field[], told: Told, onlyChanged = false): Typed {
  const values: Record<string, Value> = {};
  for (const field of fields) {
    const found = box.querySelector<Input>(`[data-field="${CSS.escape(field.key)}"]`);
    if (!found || (onlyChanged && !isTouched(found))) continue;
    const checked = found instanceof HTMLInputElement && found.checked;
    const read = readAs(field, found.value.trim(), checked, told.wording);
    const wrong = read === undefined ? told.words[`not_${field.type}`] : field.required && read === null ? told.words.field_missing : null;
    if (wrong) return { wrong: fill(wrong, { field: field.label }), field: field.key };
    values[field.key] = read ?? null;
  }
  return { values };
}

/** What a text says as a field's value; null for nothing, undefined where it cannot be read as one. */
export function readAs({ type, choices }: Pick<Field, "type" | "choices">, text: string, checked: boolean, wording: Wording): Value | undefined {
  if (type === "flag") return checked;
  if (text === "") return null;
  if (type === "text") return text;
  if (type === "choice") return Object.hasOwn(choices, text) ? text : undefined;
  if (type === "time") {
    const at = wording.fromInput(text);
    return at === null ? undefined : new Date(at).toISOString();
  }
  // "12 000" and "3,5", as they are written here.
  const plain = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  const number = /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
  if (type === "count") return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
  return Number.isFinite(number) ? number : undefined;
}
