/** The directory: who serves in the operation at the instant shown, and what is recorded of them. */
import { whatHolds } from "../reel";
import type { HeldObject, Reel } from "../reel";
import { allow, element, say, set } from "./dash";
import { make, table } from "./dom";
import { here, unchanged } from "./here";
import { plain } from "./log";
import type { Page } from "./page";
import { Sending } from "./sending";
import { fill } from "./setting";

const KIND = "person";
const FIELDS = ["name", "function", "organisation", "phone", "talkgroup", "comment"] as const;
type Values = Record<(typeof FIELDS)[number], string>;

const sending = new Sending("person-confirm", "person-refusal");
let query = "";
/** Who is written about: somebody of the list, or somebody new, who keeps this id until recorded. */
let editing: { id: string; isNew: boolean } = fresh();

export const gestures = {
  directory(clicks: number | undefined): unknown {
    if (!clicks || !here.page) return unchanged();
    showDirectory(here.page);
    return true;
  },

  lookedUp(asked: string | null): void {
    query = asked ?? "";
    if (here.page) showDirectory(here.page);
  },

  someoneElse(clicks: number | undefined): void {
    if (clicks && here.page) clear(here.page);
  },

  registered(clicks: number | undefined, ...said: (string | null)[]): void {
    if (!clicks || !here.page) return;
    const values = Object.fromEntries(FIELDS.map((key, i) => [key, (said[i] ?? "").trim()])) as Values;
    void register(here.page, values);
  },
};

export interface Person {
  readonly id: string;
  readonly status: string;
  readonly values: Values;
}

/** The people there are at an instant, those of one function together, that match every word asked for. */
export function people(reel: Reel, t: number, known: number | null, asked = "", functions: Record<string, string> = {}): Person[] {
  const words = plain(asked).split(/\s+/).filter(Boolean);
  return whatHolds(reel, t, known)
    .filter(({ kind }) => kind === KIND)
    .map(personOf)
    .filter(({ values }) => {
      const said = plain(Object.entries(values).map(([key, value]) => (key === "function" ? (functions[value] ?? value) : value)).join(" "));
      return words.every((word) => said.includes(word));
    })
    .sort((a, b) => rank(a, functions) - rank(b, functions) || a.values.name.localeCompare(b.values.name));
}

/** Only a number that can be dialled is a link. */
export function dialled(phone: string): string | null {
  const digits = phone.replace(/[\s.()-]/g, "");
  return /^\+?[0-9]{2,15}$/.test(digits) ? `tel:${digits}` : null;
}

export function showDirectory(page: Page): void {
  const box = element("directory-list");
  if (!box || !page.held) return;
  const { words, directory } = page.setting;
  const { time } = page.clock.shown;
  say("directory-when", page.clock.live ? words.directory_now : fill(words.directory_at, { time: page.wording.dayAndTime(time) }));
  const found = people(page.held, time, page.known, query, directory.functions);
  const { name, organisation, phone, talkgroup } = directory.fields;
  const headings = [name, directory.fields.function, organisation, phone, talkgroup, words.state, ""];
  box.replaceChildren(
    found.length
      ? table(headings, found.map((person) => line(page, person)))
      : make("p", { className: "hint" }, query ? words.nobody_found : words.nobody),
  );
  allow("person-confirm", page.may("draw"), page.why("draw"));
}

function line(page: Page, person: Person): (Node | string)[] {
  const { words, directory } = page.setting;
  const { name, organisation, phone, talkgroup, comment } = person.values;
  const call = dialled(phone);
  const verbs = Object.entries(directory.verbs).filter(([, { before }]) => before.includes(person.status));
  const buttons = page.may("draw")
    ? [
        ...verbs.map(([verb, { label, after }]) =>
          make("button", { aria: { label: `${label}: ${name}` }, onclick: () => void turn(page, person, verb, after) }, label),
        ),
        make("button", { aria: { label: `${words.change} ${name}` }, onclick: () => edit(page, person) }, words.change),
      ]
    : [];
  return [
    make("b", comment ? { title: comment } : {}, name),
    directory.functions[person.values.function] ?? person.values.function,
    organisation,
    call ? make("a", { href: call }, phone) : phone,
    talkgroup,
    directory.statuses[person.status] ?? person.status,
    make("span", { className: "buttons" }, ...buttons),
  ];
}

async function turn(page: Page, person: Person, verb: string, status: string): Promise<void> {
  await sending.record(page, "Transitioned", { object_id: person.id, verb, status }, when(page));
}

async function register(page: Page, values: Values): Promise<void> {
  if (!values.name) {
    sending.refuse(page.setting.words.name_missing);
    return;
  }
  const { id, isNew } = editing;
  const said = Object.entries(values).map(([key, value]): [string, string | null] => [key, value || null]);
  const seq = isNew
    ? await sending.record(
        page,
        "Placed",
        { object_id: id, kind: KIND, status: "expected", values: Object.fromEntries(said.filter(([, value]) => value !== null)) },
        when(page),
      )
    : await sending.record(page, "Changed", { object_id: id, values: Object.fromEntries(said) }, when(page));
  if (seq !== null) clear(page);
}

/** Now while the page follows it; else the instant it shows. */
function when(page: Page): Record<string, unknown> {
  const hour = page.clock.live ? {} : { occurred_at: new Date(page.clock.shown.time).toISOString() };
  return { ...hour, category: "means" };
}

function edit(page: Page, person: Person): void {
  editing = { id: person.id, isNew: false };
  for (const key of FIELDS) set(`person-${key}`, { value: person.values[key] });
  say("person-title", fill(page.setting.words.change_person, { name: person.values.name }));
  requestAnimationFrame(() => element("person-name")?.focus());
}

function clear(page: Page): void {
  editing = fresh();
  for (const key of FIELDS) set(`person-${key}`, { value: key === "function" ? null : "" });
  say("person-title", page.setting.words.add_person);
  sending.clear();
}

function fresh(): { id: string; isNew: boolean } {
  return { id: `person-${crypto.randomUUID().slice(0, 8)}`, isNew: true };
}

function personOf({ object, status, values }: HeldObject): Person {
  const said = Object.fromEntries(FIELDS.map((key) => [key, String(values[key] ?? "")])) as Values;
  return { id: object, status, values: { ...said, name: said.name || object } };
}

function rank({ values }: Person, functions: Record<string, string>): number {
  const place = Object.keys(functions).indexOf(values.function);
  return place < 0 ? Number.MAX_SAFE_INTEGER : place;
}
