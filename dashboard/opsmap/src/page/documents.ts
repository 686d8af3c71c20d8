/** Documents: what is attached to the operation, and one more, sent with its progress shown. */
import type { Asked, Choice } from "./audience";
import { audienceOf, showAudience } from "./audience";
import { element, mounted, reveal, say, set } from "./dash";
import { make, table } from "./dom";
import { here, unchanged } from "./here";
import type { Page } from "./page";
import { proof } from "./proof";
import { fill } from "./setting";

/** The longest that is taken, once the server has said. */
let largest = Infinity;
/** Whether the field and the drop zone listen yet. */
let wired = false;
/** The entry a document is to be attached to; null is the operation. */
let about: number | null = null;
/** A file sent again is the same attempt, so that it is recorded once. */
let attempt: { of: string; key: string } | null = null;
/** The file that was chosen, and is not sent yet. */
let chosen: File | null = null;

export const gestures = {
  documents(open: number | undefined, attach: number | undefined): unknown {
    const { page } = here;
    if (!(open || attach) || !page) return unchanged();
    const pressed = window.dash_clientside?.callback_context?.triggered_id;
    about = pressed === "attach" ? (page.entry?.seq ?? null) : null;
    void show(page);
    return true;
  },

  /** By Dash, which knows who it is for by then: what was chosen a moment before the file counts. */
  documentChosen(count: number | null, choice: Choice, of: string[] | null, until: string | null): void {
    if (count && chosen && here.page) send(here.page, chosen, { choice, of: of ?? [], until: until ?? "" });
    chosen = null;
  },
};

interface Document {
  sha256: string;
  name: string;
  media_type: string;
  size: number;
  /** The entry it was attached to, if any. */
  seq: number | null;
  author: string;
  organisation: string;
  occurred_at: string;
  /** False when the journal came from elsewhere without it. */
  here: boolean;
}

/** "25 Mio", "1,4 Mio", "12 kio": three figures at most. */
export function sized(bytes: number, locale: string): string {
  const units = locale === "fr" ? ["o", "kio", "Mio"] : ["B", "KiB", "MiB"];
  const power = Math.min(2, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const amount = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(bytes / 1024 ** power);
  return `${amount}\u00a0${units[power]}`;
}

async function show(page: Page): Promise<void> {
  const { words } = page.setting;
  reveal("documents-refusal", false);
  const where = about === null ? words.attach_to_operation : fill(words.attach_to_entry, { seq: about });
  say("documents-to", page.may("attach") ? where : page.why("attach"));
  showAudience("documents", null, null, page.wording);
  await wire();
  allowDrop(page);
  await list(page);
}

async function list(page: Page): Promise<void> {
  const box = element("documents-list");
  if (!box) return;
  const { words, url, locale } = page.setting;
  const response = await fetch(`${url}/documents`, { credentials: "same-origin" }).catch(() => null);
  if (!response?.ok) {
    box.replaceChildren(make("p", { className: "hint" }, words.documents_unreachable));
    return;
  }
  const told = (await response.json()) as { documents: Document[]; largest: number };
  largest = told.largest;
  const rows = told.documents.map(({ sha256, name, size, author, organisation, occurred_at, seq, here: kept }) => [
    kept
      ? make("a", { href: `${url}/documents/${sha256}`, download: name }, name)
      : make("span", { title: words.not_here }, `${name} (${words.not_here})`),
    sized(size, locale),
    `${author}, ${organisation}`,
    page.wording.dayAndTime(Date.parse(occurred_at)),
    seq === null ? words.to_operation : `${words.entry} ${seq}`,
    make("code", { title: sha256 }, sha256.slice(0, 12)),
  ]);
  const headings = [words.file, words.size, words.by, words.when, words.to, words.digest_short];
  box.replaceChildren(rows.length ? table(headings, rows) : make("p", { className: "hint" }, words.no_document));
}

/** Make the field of the file, which the zone is the label of; the zone takes what is dropped, too. */
async function wire(): Promise<void> {
  if (wired) return;
  wired = true;
  const [box, zone] = await Promise.all([mounted("documents-field"), mounted("documents-drop")]);
  const field = make("input", { className: "visually-hidden" }) as HTMLInputElement;
  field.id = "documents-file";
  field.type = "file";
  box.replaceChildren(field);
  field.addEventListener("change", () => {
    const file = field.files?.[0];
    field.value = "";
    take(file);
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.toggle("over", name === "dragover");
    });
  }
  zone.addEventListener("drop", (event) => take(event.dataTransfer?.files[0]));
}

function allowDrop(page: Page): void {
  const field = element<HTMLInputElement>("documents-file");
  if (field) field.disabled = !page.may("attach");
  const zone = element("documents-drop");
  zone?.classList.toggle("off", !page.may("attach"));
  if (zone) zone.title = page.may("attach") ? "" : page.why("attach");
}

function take(file: File | undefined): void {
  const { page } = here;
  if (!file || !page) return;
  if (!page.may("attach")) refuse(page.why("attach"));
  else if (file.size > largest) {
    const { locale, words } = page.setting;
    refuse(fill(words.too_big, { size: sized(file.size, locale), most: sized(largest, locale) }));
  } else {
    chosen = file;
    set("documents-chosen", { data: Date.now() });
  }
}

/** By XMLHttpRequest, which alone tells how far it has got. */
function send(page: Page, file: File, asked: Asked): void {
  const limits = audienceOf(asked, page.wording, page.setting.words);
  if ("wrong" in limits) {
    refuse(limits.wrong);
    return;
  }
  const said = new URLSearchParams({ name: file.name });
  if (about !== null) said.set("seq", String(about));
  if (limits.audience) said.set("reserved", "true");
  for (const organisation of limits.audience ?? []) said.append("audience", organisation);
  if (limits.embargo_until) said.set("embargo_until", limits.embargo_until);
  const url = `${page.setting.url}/documents?${said}`;
  const of = `${url} ${file.size} ${file.lastModified}`;
  if (attempt?.of !== of) attempt = { of, key: crypto.randomUUID() };
  const request = new XMLHttpRequest();
  request.open("POST", url);
  request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
  request.setRequestHeader("Idempotency-Key", attempt.key);
  for (const [name, value] of Object.entries(proof())) request.setRequestHeader(name, value);
  request.upload.onprogress = ({ loaded, total }) => progress(total ? (100 * loaded) / total : 0);
  request.onload = () => {
    progress(null);
    const answer = answered(request.responseText);
    if (request.status === 201) {
      attempt = null;
      reveal("documents-refusal", false);
      page.ask(Number(answer?.seq));
      void list(page);
    } else refuse(answer?.error?.sentence ?? page.setting.words.not_recorded);
  };
  request.onerror = () => {
    progress(null);
    refuse(page.setting.words.not_recorded);
  };
  progress(0);
  request.send(file);
}

function answered(text: string): { seq?: number; error?: { sentence: string } } | null {
  try {
    return JSON.parse(text) as { seq?: number };
  } catch {
    return null;
  }
}

function progress(part: number | null): void {
  const bar = element<HTMLProgressElement>("documents-progress");
  if (bar && part !== null) bar.value = part;
  reveal("documents-progress", part !== null);
}

function refuse(sentence: string): void {
  say("documents-refusal", sentence);
  reveal("documents-refusal", true);
}
