/** Importing a file: chosen, read, asked about, shown as it would become, then recorded whole. */
import { button, choose, labelled, oneOf, post, write } from "./asking";
import { element, reveal, say, set } from "./dash";
import { make } from "./dom";
import { sized } from "./documents";
import { here, unchanged } from "./here";
import { isOver, watch } from "./job";
import type { Job } from "./job";
import type { Page } from "./page";
import { lay } from "./laying";
import { proof } from "./proof";
import { askReaders, everybody, readersOf } from "./readers";
import { becoming } from "./recipe";
import { addService } from "./service";
import { fill } from "./setting";

interface Question {
  code: string;
  sentence: string;
  choices: { value: string; label: string }[];
}

/** What the server read of a file. */
export interface Read {
  what: "survey" | "plan" | "question";
  file: string;
  before: string | null;
  question?: Question;
  format: string;
  title: string;
  crs: string;
  count: number;
  left_out_count: number;
  left_out: { number: number; name: string; why: string }[];
  notes: string[];
  shapes: Record<string, number>;
  crossing: number;
  columns: { name: string; count: number; examples: string[] }[];
  recipe: { kind: string; name: string; fields: Record<string, string>; status: string };
  pages: number;
  page: number;
  width: number;
  height: number;
}

export const gestures = {
  importing(clicks: number | undefined): unknown {
    const { page } = here;
    if (!clicks || !page) return unchanged();
    if (!page.may("attach")) begin(page, page.why("attach"));
    else if (!element("import-steps")?.childElementCount || finished) begin(page);
    return true;
  },
};

let finished = true;
let field: HTMLInputElement | null = null;

export function wordsOf(page: Page): Record<string, string> {
  return page.setting.importing.words;
}

/** The first step; anything that was begun is let go. */
export function begin(page: Page, refusal = ""): void {
  finished = true;
  const words = wordsOf(page);
  set("map", { ghost: null });
  refuse(refusal);
  element("import-progress")?.replaceChildren();
  if (refusal) return show();
  const input = fieldOf(page);
  const zone = make("label", { className: "drop" }, words.drop);
  zone.setAttribute("for", input.id);
  for (const name of ["dragover", "dragleave", "drop"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", name === "dragover");
    });
  }
  zone.addEventListener("drop", (event) => take(page, event.dataTransfer?.files[0]));
  show(zone, make("p", { className: "hint" }, words.kinds), addService(page));
}

/** Replace what the dialog shows; the focus goes to the beginning of it. */
export function show(...children: (Node | null)[]): void {
  const box = element("import-steps");
  box?.replaceChildren(...children.filter((child) => child !== null));
  refuse("");
}

export function refuse(sentence: string): void {
  say("import-refusal", sentence);
  reveal("import-refusal", sentence !== "");
}

/** Watch a job in the dialog; returns what it made, or null when it came to nothing, which is told. */
export async function outcome<Result>(page: Page, begun: Job): Promise<{ job: Job; result: Result } | null> {
  const box = element("import-progress");
  if (!box) return null;
  const job = isOver(begun) ? begun : await watch(begun, box, page.setting.words);
  if (job.state === "done") return { job, result: job.result as Result };
  refuse(job.sentence);
  return null;
}

/** Ask for a step, and watch it. */
export async function step<Result>(
  page: Page,
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ job: Job; result: Result } | null> {
  refuse("");
  const told = await post<Job>(url, body, headers);
  if (told && "said" in told) return outcome<Result>(page, told.said);
  refuse(told ? told.wrong : wordsOf(page).unread);
  return null;
}

export function stepUrl(page: Page, job: Job, name: string): string {
  return `${page.setting.url}/imports/${encodeURIComponent(job.id)}/${name}`;
}

/** When what is imported was so: now, or at the instant shown; and what is to be said of that. */
export function hour(page: Page): { occurred_at: string; said: string } {
  const words = wordsOf(page);
  const { live, instant: at } = page.clock;
  return {
    occurred_at: new Date(at).toISOString(),
    said: live ? words.at_now : fill(words.at_then, { time: page.wording.dayAndTime(at) }),
  };
}

/** The last step: what was recorded, and the way on. */
export function done(page: Page, { first, last, made }: { first: number; last: number; made: number }): void {
  finished = true;
  set("map", { ghost: null });
  page.ask(last);
  const words = wordsOf(page);
  show(
    make("p", { className: "done" }, fill(words.done, { first, last, made })),
    make("div", { className: "actions" }, button(words.close, () => set("import-dialog", { opened: false }), "main"), button(words.another, () => begin(page))),
  );
}

function fieldOf(page: Page): HTMLInputElement {
  if (field === null) {
    field = write("", "file");
    field.id = "import-file";
    field.className = "visually-hidden";
    element("import-field")?.replaceChildren(field);
  }
  const input = field;
  input.onchange = () => {
    const file = input.files?.[0];
    input.value = "";
    take(page, file);
  };
  return input;
}

function take(page: Page, file: File | undefined): void {
  if (!file) return;
  finished = false;
  const words = wordsOf(page);
  const bar = make("progress", { aria: { label: words.sending } }) as HTMLProgressElement;
  bar.max = 1;
  show(make("p", { className: "hint" }, `${words.sending} ${file.name} (${sized(file.size, page.setting.locale)})`), bar);
  // By XMLHttpRequest, which alone tells how far it has got.
  const request = new XMLHttpRequest();
  request.open("POST", `${page.setting.url}/imports?${new URLSearchParams({ name: file.name })}`);
  for (const [name, value] of Object.entries(proof())) request.setRequestHeader(name, value);
  request.upload.onprogress = ({ loaded, total }) => (bar.value = total ? loaded / total : 0);
  request.onerror = () => failed(page, words.unread);
  request.onload = () => void sent(page, request);
  request.send(file);
}

async function sent(page: Page, request: XMLHttpRequest): Promise<void> {
  let said: Job;
  try {
    said = JSON.parse(request.responseText) as Job;
  } catch {
    return failed(page, wordsOf(page).unread);
  }
  if (request.status !== 202) return failed(page, said.error?.sentence ?? wordsOf(page).unread);
  const read = await outcome<Read>(page, said);
  if (read) go(page, read.job, read.result);
  else failed(page, element("import-refusal")?.textContent ?? "");
}

/** What was refused leaves the first step, with the reason under it. */
function failed(page: Page, sentence: string): void {
  begin(page);
  refuse(sentence);
}

/** What follows a reading: a question, a plan to be placed, or what the features become. */
function go(page: Page, job: Job, read: Read): void {
  if (read.what === "question" && read.question) ask(page, job, read.question);
  else if (read.what === "plan") sheet(page, job, read);
  else becoming(page, job, read);
}

function ask(page: Page, job: Job, question: Question): void {
  const words = wordsOf(page);
  let chosen = question.choices[0]?.value ?? "";
  const options = question.choices.map(({ value, label }) => [value, label] as const);
  const on = async (): Promise<void> => {
    const read = await step<Read>(page, stepUrl(page, job, "answers"), { answers: { [question.code]: chosen } });
    if (read) go(page, read.job, read.result);
  };
  show(
    make("p", { className: "question" }, question.sentence),
    oneOf(`import-${question.code}`, options, chosen, (value) => (chosen = value)),
    make("div", { className: "actions" }, button(words.go_on, () => void on(), "main"), button(words.another, () => begin(page))),
  );
}

function sheet(page: Page, job: Job, read: Read): void {
  const words = wordsOf(page);
  const [title, credit, readers] = [write(read.file.replace(/\.\w+$/, "")), write(), everybody()];
  const place = (): void => {
    const audience = readersOf(page, readers);
    if ("wrong" in audience) return refuse(audience.wrong);
    lay(page, job, read, { name: title.value, credit: credit.value, ...audience });
  };
  const pages = Array.from({ length: read.pages }, (_, i) => [String(i + 1), String(i + 1)] as const);
  const turn = async (number: string): Promise<void> => {
    const again = await step<Read>(page, stepUrl(page, job, "answers"), { answers: {}, page: Number(number) });
    if (again) sheet(page, again.job, again.result);
  };
  show(
    read.before ? make("p", { className: "question" }, read.before) : null,
    make("p", {}, fill(words.plan_found, { width: read.width, height: read.height })),
    make(
      "div",
      { className: "row" },
      read.pages > 1 ? labelled(words.page, choose(pages, String(read.page), (number) => void turn(number))) : null,
      labelled(words.title, title),
      labelled(words.credit, credit),
    ),
    askReaders(page, readers),
    make(
      "div",
      { className: "actions" },
      button(words.place, place, "main"),
      button(words.another, () => begin(page)),
    ),
  );
}
