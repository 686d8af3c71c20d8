/** Printing: the sheet is made by the server while one watches, or opened here as a page. */
import { allow, element, reveal, say, set } from "./dash";
import { make } from "./dom";
import { sized } from "./documents";
import { here, unchanged } from "./here";
import { watch, type Job } from "./job";
import type { Page } from "./page";
import { copyImage, copyLink } from "./passing";
import { proof } from "./proof";
import { fill } from "./setting";

type Asked = [
  frame: string,
  size: string,
  orientation: string,
  format: string,
  scale: string | null,
  grey: boolean | null,
  title: string | null,
  remarks: string | null,
  hidden: string[] | null,
  base: string | null,
];

/** The base maps this machine has itself; any other lies on the network. */
const OURS = /^(none|local|maps|map:.*)$/u;

export const gestures = {
  printing(clicks: number | undefined, base: string | null): unknown {
    const { page } = here;
    if (!clicks || !page) return unchanged();
    const { words } = page.setting;
    const away = page.seeing.as !== null;
    for (const id of ["print-confirm", "print-sheet"]) allow(id, !away, words.print_own_eyes);
    refuse(away ? words.print_own_eyes : "");
    say("print-ground", words.print_online);
    reveal("print-ground", !OURS.test(base ?? "none"));
    say("copied", "");
    return true;
  },

  printed(clicks: number | undefined, ...asked: Asked): void {
    if (clicks && here.page) void print(here.page, order(here.page, asked));
  },

  /** The sheet as a page of its own, for this browser to print. */
  unrolled(clicks: number | undefined, ...asked: Asked): void {
    if (!clicks || !here.page) return;
    const said = new URLSearchParams({ lang: here.page.setting.locale });
    for (const [name, value] of Object.entries(order(here.page, asked))) {
      for (const each of [value].flat()) if (each !== null) said.append(name, String(each));
    }
    window.open(`${here.page.setting.url}/sheet?${said}`, "_blank", "noopener");
  },

  imageCopied(clicks: number | undefined): void {
    if (clicks && here.page) void copyImage(here.page).then((told) => say("copied", told));
  },

  linkCopied(clicks: number | undefined): void {
    if (clicks && here.page) void copyLink(here.page).then((told) => say("copied", told));
  },
};

/** What is asked of the server: the moment shown, in the frame and on the paper chosen. */
function order(page: Page, asked: Asked): Record<string, string | number | boolean | string[] | null> {
  const [frame, size, orientation, format, scale, grey, title, remarks, hidden, base] = asked;
  const { time, way, pair } = page.clock.shown;
  return {
    at: iso(time),
    way,
    known_at: way === "pair" && pair !== null ? iso(pair) : null,
    bbox: frame === "view" ? (page.bounds?.map((side) => side.toFixed(6)).join(",") ?? null) : null,
    scale: scale ? Number(scale) : null,
    size,
    orientation,
    format,
    grey: grey ?? false,
    reach: page.reach.on,
    title: title ?? "",
    remarks: remarks ?? "",
    hidden: hidden ?? [],
    base: base ?? "none",
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

async function print(page: Page, body: ReturnType<typeof order>): Promise<void> {
  const { setting } = page;
  const box = element("print-job");
  if (!box) return;
  refuse("");
  set("print-confirm", { loading: true });
  try {
    const begun = await begin(`${setting.url}/prints?lang=${setting.locale}`, body);
    if (typeof begun === "string") {
      refuse(begun || setting.words.print_unreachable);
      return;
    }
    const job = await watch(begun, box, setting.words);
    if (job.state === "done") offer(page, job, box);
    else if (job.state === "refused") refuse(job.sentence);
  } finally {
    set("print-confirm", { loading: false });
  }
}

/** Answers with the job, or with the sentence that refuses it; an empty one where nobody answers. */
export async function begin(url: string, body: unknown): Promise<Job | string> {
  const answer = await fetch(url, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID(), ...proof() },
    body: JSON.stringify(body),
  }).catch(() => null);
  const said = (await answer?.json().catch(() => null)) as (Job & { error?: { sentence: string } }) | null | undefined;
  if (answer?.ok && said) return said;
  return said?.error?.sentence ?? "";
}

/** The file is taken at once, and stays at hand for an hour. */
export function offer({ setting }: Page, job: Job, box: HTMLElement): void {
  const { name, size } = job.result as { name: string; size: number };
  const href = `${setting.url}/prints/${encodeURIComponent(job.id)}`;
  const said = fill(setting.words.print_named, { name, size: sized(size, setting.locale) });
  const link = make("a", { href, download: name }, said);
  box.replaceChildren(link);
  link.click();
}

function refuse(sentence: string): void {
  say("print-refusal", sentence);
  reveal("print-refusal", sentence !== "");
}
