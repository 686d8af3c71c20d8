/** What was just recorded, said over the map for a moment, with the way to take it back: by striking it out. */
import { element, reveal } from "./dash";
import { make } from "./dom";
import type { Page } from "./page";
import { Attempt } from "./post";
import { present } from "./present";
import { fill } from "./setting";

/** Long enough to read it and to change one's mind; afterwards it can be struck from the log, like any entry. */
const SHOWN_MS = 15_000;

let leaving: ReturnType<typeof setTimeout> | undefined;

export function showRecorded(page: Page, seqs: readonly number[]): void {
  const { words } = page.setting;
  const said = fill(words.recorded_as, { seqs: seqs.join(", ") });
  const undo = make("button", { onclick: () => void takeBack(page, seqs) }, words.undo);
  show(make("span", {}, said), page.may("strike") ? undo : null);
  element("place-said")?.classList.add("fresh");
}

/** Add what others recorded of the same object, as long as this is still what is said. */
export function addMeanwhile(sentence: string): void {
  const box = element("place-said");
  if (box?.classList.contains("fresh")) box.append(make("span", { className: "meanwhile" }, sentence));
}

async function takeBack(page: Page, seqs: readonly number[]): Promise<void> {
  const { words, url } = page.setting;
  for (const seq of [...seqs].reverse()) {
    const attempt = new Attempt(`${url}/entries`, {
      fact: "Struck",
      body: { seq, reason: words.undo_reason },
      occurred_at: new Date(present()).toISOString(),
    });
    const answer = await attempt.post();
    if (answer.kind !== "recorded") {
      show(make("span", {}, answer.kind === "lost" ? words.not_recorded : answer.refusal.sentence));
      return;
    }
    page.ask(Number(answer.said.seq));
  }
  show(make("span", {}, fill(words.undone, { seqs: seqs.join(", ") })));
}

function show(...parts: (HTMLElement | null)[]): void {
  const box = element("place-said");
  if (!box) return;
  box.classList.remove("fresh");
  box.replaceChildren(...parts.filter((part) => part !== null));
  reveal("place-said", true);
  clearTimeout(leaving);
  leaving = setTimeout(() => reveal("place-said", false), SHOWN_MS);
}
