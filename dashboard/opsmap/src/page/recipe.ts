/** What the features of a file become: chosen, shown before anything is recorded, then recorded. */
import type { FeatureCollection } from "geojson";
import { button, choose, labelled, oneOf, tick, write } from "./asking";
import { element, reveal, set } from "./dash";
import { make, table } from "./dom";
import { extent } from "./extent";
import { begin, done, hour, refuse, show, step, stepUrl, wordsOf } from "./importing";
import type { Read } from "./importing";
import type { Job } from "./job";
import type { Page } from "./page";
import { askReaders, everybody, readersOf, type Readers } from "./readers";
import { fill } from "./setting";

/** Not kept: a property the recipe does not name. */
const DROPPED = "\u0000";

interface Recipe {
  kind: string;
  by: string;
  kinds: Record<string, string>;
  name: string;
  fields: Record<string, string>;
  status: string;
  mend: boolean;
  centre: boolean;
}

interface Preview {
  made: number;
  kinds: { kind: string; label: string; count: number }[];
  rows: { number: number; kind: string; values: Record<string, unknown> }[];
  left_out: { number: number; name: string; why: string }[];
  left_out_count: number;
  misfits: { property: string; count: number; example: string }[];
  mended: number;
  centred: number;
  doubts: { code: string; sentence: string; count: number }[];
}

interface Wanted {
  what: "objects" | "reference";
  recipe: Recipe;
  readers: Readers;
  title: string;
  credit: string;
  colour: string;
}

export function becoming(page: Page, job: Job, read: Read): void {
  const { fields, kind, name, status } = read.recipe;
  form(page, job, read, {
    what: "objects",
    recipe: { kind, by: "", kinds: {}, name, fields: { ...fields }, status, mend: false, centre: false },
    readers: everybody(),
    title: read.title || read.file.replace(/\.\w+$/, ""),
    credit: "",
    colour: "#6b4e9b",
  });
}

function form(page: Page, job: Job, read: Read, wanted: Wanted): void {
  const words = wordsOf(page);
  const again = (): void => form(page, job, read, wanted);
  const found = { format: read.format, crs: read.crs, count: read.count, left: read.left_out_count };
  const what = [["objects", words.objects], ["reference", words.reference]] as const;
  const next = wanted.what === "objects"
    ? button(words.preview, () => void preview(page, job, read, wanted), "main")
    : button(words.record, () => void record(page, job, { ...wanted }, [], crypto.randomUUID()), "main");
  show(
    read.before ? make("p", { className: "question" }, read.before) : null,
    make("p", {}, fill(words.found, found)),
    ...read.notes.map((note) => make("p", { className: "hint" }, note)),
    make("h3", {}, words.becomes),
    oneOf("import-what", what, wanted.what, (value) => {
      wanted.what = value as Wanted["what"];
      again();
    }),
    ...(wanted.what === "objects" ? objects(page, job, read, wanted, again) : reference(page, wanted)),
    askReaders(page, wanted.readers),
    make("p", { className: "hint" }, hour(page).said),
    make("div", { className: "actions" }, next, button(words.another, () => begin(page))),
  );
}

function reference(page: Page, wanted: Wanted): Node[] {
  const words = wordsOf(page);
  const keep = (input: HTMLInputElement, name: "title" | "credit" | "colour"): HTMLInputElement => {
    input.addEventListener("input", () => (wanted[name] = input.value));
    return input;
  };
  return [
    make(
      "div",
      { className: "row" },
      labelled(words.title, keep(write(wanted.title), "title")),
      labelled(words.credit, keep(write(wanted.credit), "credit")),
      labelled(words.colour, keep(write(wanted.colour, "color"), "colour")),
    ),
  ];
}

function objects(page: Page, job: Job, read: Read, wanted: Wanted, again: () => void): (Node | null)[] {
  const words = wordsOf(page);
  const { recipe } = wanted;
  const { kinds } = page.setting.importing;
  const kind = kinds.find(({ key }) => key === recipe.kind) ?? kinds[0];
  const columns = read.columns.map(({ name }) => [name, name] as const);
  const layers = kinds.map(({ key, label }) => [key, label] as const);
  const setKind = (key: string): void => {
    recipe.kind = key;
    const chosen = kinds.find((one) => one.key === key);
    if (chosen && !(recipe.status in chosen.statuses)) recipe.status = Object.keys(chosen.statuses)[0];
    again();
  };
  const setBy = async (by: string): Promise<void> => {
    recipe.by = by;
    recipe.kinds = {};
    if (by) {
      const asked = new URLSearchParams({ by });
      const answer = await fetch(`${stepUrl(page, job, "values")}?${asked}`, { credentials: "same-origin" }).catch(() => null);
      const said = answer?.ok ? ((await answer.json()) as { value: string; kind: string }[]) : [];
      for (const { value, kind: meant } of said) recipe.kinds[value] = meant;
    }
    again();
  };
  const ways = Object.entries(recipe.kinds).map(([value, meant]) =>
    labelled(value, choose([["", words.leave_out], ...layers], meant, (key) => (recipe.kinds[value] = key))),
  );
  return [
    make(
      "div",
      { className: "row" },
      labelled(words.kind, choose(layers, kind.key, setKind)),
      labelled(words.status, choose(Object.entries(kind.statuses), recipe.status, (key) => (recipe.status = key))),
      labelled(words.name, choose([["", words.no_name], ...columns], recipe.name, (name) => (recipe.name = name))),
      labelled(words.by, choose([["", words.one_for_all], ...columns], recipe.by, (by) => void setBy(by))),
    ),
    ways.length ? make("div", { className: "row" }, ...ways) : null,
    properties(page, read, recipe, kind.fields),
    read.crossing
      ? tick(fill(words.mend, { count: read.crossing }), recipe.mend, (on) => (recipe.mend = on))
      : null,
    tick(words.centre, recipe.centre, (on) => (recipe.centre = on)),
  ];
}

/** Which property goes to which field. */
function properties(page: Page, read: Read, recipe: Recipe, fields: Record<string, string>): Node | null {
  const words = wordsOf(page);
  const rows = read.columns
    .filter(({ name }) => name !== recipe.name)
    .map(({ name, examples }) => {
      const options = [["", words.own_name], ...Object.entries(fields), [DROPPED, words.not_kept]] as [string, string][];
      const now = name in recipe.fields ? recipe.fields[name] : DROPPED;
      const select = choose(options, now in fields || now === DROPPED ? now : "", (value) => {
        if (value === DROPPED) delete recipe.fields[name];
        else recipe.fields[name] = value;
      });
      select.setAttribute("aria-label", `${words.goes_to} : ${name}`);
      return [name, examples.join(" · "), select];
    });
  if (!rows.length) return null;
  const made = make("details", {}, make("summary", {}, `${words.properties} (${rows.length})`), make("div", { className: "listed" }, table([words.property, words.examples, words.goes_to], rows)));
  if (rows.length <= 8) made.setAttribute("open", "");
  return made;
}

async function preview(page: Page, job: Job, read: Read, wanted: Wanted): Promise<void> {
  const audience = readersOf(page, wanted.readers);
  if ("wrong" in audience) return refuse(audience.wrong);
  const { occurred_at } = hour(page);
  const said = await step<Preview>(page, stepUrl(page, job, "preview"), { recipe: wanted.recipe, occurred_at });
  if (!said) return;
  const url = stepUrl(page, said.job, "ghost");
  const answer = await fetch(url, { credentials: "same-origin" }).catch(() => null);
  const data = answer?.ok ? ((await answer.json()) as FeatureCollection) : null;
  if (data) set("map", { ghost: { data } });
  shown(page, job, said.job, read, wanted, said.result, data);
}

function shown(page: Page, job: Job, seen: Job, read: Read, wanted: Wanted, told: Preview, data: FeatureCollection | null): void {
  const words = wordsOf(page);
  const key = crypto.randomUUID();
  const confirmed = new Set<string>();
  const go = button(words.record, () => void record(page, job, wanted, [...confirmed], key), "main");
  const allow = (): void => {
    go.disabled = told.made === 0 || told.doubts.some(({ code }) => !confirmed.has(code));
  };
  allow();
  const kinds = told.kinds.map(({ label, count }) => `${label} (${count})`).join(", ");
  show(
    make("p", { className: "will-be" }, told.made ? fill(words.will_be, { kinds }) : words.nothing),
    told.mended ? make("p", { className: "hint" }, fill(words.mended, { count: told.mended })) : null,
    told.centred ? make("p", { className: "hint" }, fill(words.centred, { count: told.centred })) : null,
    ...told.misfits.map((misfit) => make("p", { className: "hint" }, fill(words.misfit, { ...misfit }))),
    told.rows.length ? make("h3", {}, words.first_rows) : null,
    told.rows.length ? make("div", { className: "listed" }, table([words.number, words.kind, words.values], told.rows.map((row) => [row.number, row.kind, valuesOf(row.values)]))) : null,
    told.left_out_count ? leftOut(page, seen, told) : null,
    ...told.doubts.map(({ code, sentence, count }) =>
      make("div", { className: "question" }, sentence, tick(fill(words.sure, { count }), false, (on) => {
        if (on) confirmed.add(code);
        else confirmed.delete(code);
        allow();
      })),
    ),
    make("p", { className: "hint" }, hour(page).said),
    make(
      "div",
      { className: "actions" },
      go,
      data?.features.length ? button(words.see, () => look(page, data)) : null,
      button(words.revise, () => form(page, job, read, wanted)),
    ),
  );
}

function valuesOf(values: Record<string, unknown>): string {
  return Object.entries(values).map(([key, value]) => `${key} : ${String(value)}`).join(" · ");
}

function leftOut(page: Page, seen: Job, told: Preview): Node {
  const words = wordsOf(page);
  const rows = told.left_out.map(({ number, name, why }) => [number, name, why]);
  return make(
    "details",
    {},
    make("summary", {}, fill(words.left_out, { count: told.left_out_count })),
    make("div", { className: "listed" }, table([words.number, words.called, words.why], rows)),
    make("a", { href: stepUrl(page, seen, "left-out.csv"), download: "left-out.csv" }, words.download),
  );
}

/** The dialog steps aside for the map, with a bar that brings it back. */
function look(page: Page, data: FeatureCollection): void {
  const words = wordsOf(page);
  const bar = element("laying");
  if (!bar) return;
  const bounds = extent(data.features.map(({ geometry }) => geometry));
  if (bounds) set("map", { view: { bounds, padding: 60 } });
  set("import-dialog", { opened: false });
  bar.classList.add("bar");
  bar.replaceChildren(
    make("span", {}, fill(words.ghost, { count: data.features.length })),
    button(words.back, () => {
      reveal("laying", false);
      bar.classList.remove("bar");
      set("import-dialog", { opened: true });
    }, "main"),
  );
  reveal("laying", true);
}

async function record(page: Page, job: Job, wanted: Wanted, confirmed: string[], key: string): Promise<void> {
  const { occurred_at } = hour(page);
  const audience = readersOf(page, wanted.readers);
  if ("wrong" in audience) return refuse(audience.wrong);
  const body = {
    what: wanted.what,
    occurred_at,
    confirmed,
    ...audience,
    ...(wanted.what === "objects" ? { recipe: wanted.recipe } : { name: wanted.title, credit: wanted.credit, colour: wanted.colour }),
  };
  const said = await step<{ first: number; last: number; made: number }>(page, stepUrl(page, job, "record"), body, { "Idempotency-Key": key });
  if (said) done(page, said.result);
}
