/** Starting from another operation: the same weekday near the new date, what comes along, and what does not. */
import { button } from "./asking";
import { element, set, typed } from "./dash";
import { make } from "./dom";
import { fill } from "./setting";
import { Wording, type Locale } from "./wording";

interface Copy {
  starts_at: string;
  ends_at: string;
  comes: { label: string; count: number }[];
  stays: string[];
}

const WORDS: Record<Locale, Record<string, string>> = {
  fr: {
    offer: "Même jour de semaine : {day}",
    same: "Le {day} : même jour de semaine que le modèle.",
    comes: "Sera de nouveau prévu, créneaux décalés d'autant, avec effectifs, affectations et réponses du dimensionnement : {what}.",
    nothing: "Rien n'y était prévu.",
    stays: "Ne sera pas repris :",
  },
  en: {
    offer: "Same weekday: {day}",
    same: "{day}: the same weekday as the model.",
    comes: "Planned again, windows shifted by as much, with crowds, assignments and answers of the sizing: {what}.",
    nothing: "Nothing was planned there.",
    stays: "Not copied:",
  },
};

let asked = 0;

export const gestures = {
  /** A model is chosen, or another day: what comes of it is said before anything is opened. */
  modelled(model: string | null, starts: string | null, zone: string, locale: Locale): void {
    void offer(model, typed("open-starts", starts), zone, locale);
  },
};

async function offer(model: string | null, starts: string, zone: string, locale: Locale): Promise<void> {
  const box = element("open-copy");
  const mine = ++asked;
  if (!box) return;
  if (!model) return box.replaceChildren();
  const near = /^\d{4}-\d\d-\d\d/.exec(starts)?.[0];
  const answer = await fetch(`/api/operations/${encodeURIComponent(model)}/copy${near ? `?near=${near}` : ""}`, { credentials: "same-origin" }).catch(() => null);
  const found = answer?.ok ? ((await answer.json()) as Copy) : null;
  if (mine !== asked) return;
  if (!found) return box.replaceChildren();
  const words = WORDS[locale];
  const wording = new Wording(locale, zone);
  const [from, to] = [Date.parse(found.starts_at), Date.parse(found.ends_at)];
  const day = `${wording.weekday(from)}, ${wording.shortTime(from)}`;
  const take = button(fill(words.offer, { day }), () => {
    set("open-starts", { value: wording.forInput(from) });
    set("open-ends", { value: wording.forInput(to) });
  });
  const chosen = near !== undefined && wording.forInput(from).startsWith(near);
  const what = found.comes.map(({ label, count }) => `${label} ${count}`).join(", ");
  box.replaceChildren(
    chosen ? make("p", { className: "hint" }, fill(words.same, { day: wording.weekday(from) })) : take,
    make("p", { className: "hint" }, what ? fill(words.comes, { what }) : words.nothing),
    make("p", { className: "hint" }, words.stays),
    make("ul", { className: "hint" }, ...found.stays.map((one) => make("li", {}, one))),
  );
}
