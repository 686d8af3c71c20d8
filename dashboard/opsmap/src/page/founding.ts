/** Opening an operation: what the dialog asks, posted once. */
import type { Handle } from "../types";
import { element, reveal, say, set } from "./dash";
import { here } from "./here";
import { Attempt } from "./post";
import type { Locale } from "./wording";
import { Wording } from "./wording";

export interface Founding {
  name: string;
  starts: string;
  ends: string;
  zone: string;
  exercise: boolean;
  continuous: boolean;
  /** The operation it starts from, if any. */
  model: string | null;
}

const SENTENCES: Record<Locale, { time: string; lost: string }> = {
  fr: {
    time: "Choisir la date et l'heure de début et de fin.",
    lost: "Non enregistré : le serveur ne répond pas. Ce qui est saisi est conservé ; réessayer.",
  },
  en: {
    time: "Choose the date and time of the start and of the end.",
    lost: "Not recorded: the server does not answer. What was typed is kept; try again.",
  },
};

/** Open the operation the dialog describes, over what the map shows; then turn the page to it. */
export async function found(asked: Founding, locale: Locale): Promise<void> {
  const wording = new Wording(locale, asked.zone);
  const [starts, ends] = [wording.fromInput(asked.starts), wording.fromInput(asked.ends)];
  if (starts === null || (ends === null && !asked.continuous)) {
    refuse(SENTENCES[locale].time);
    return;
  }
  const attempt = new Attempt("/api/operations", {
    name: asked.name,
    starts_at: new Date(starts).toISOString(),
    ends_at: asked.continuous || ends === null ? null : new Date(ends).toISOString(),
    time_zone: asked.zone,
    exercise: asked.exercise,
    continuous: asked.continuous,
    model: asked.model,
    area: shown(),
  });
  const answer = await attempt.post();
  if (answer.kind !== "recorded") {
    refuse(answer.kind === "lost" ? SENTENCES[locale].lost : answer.refusal.sentence);
    return;
  }
  reveal("open-refusal", false);
  set("open-dialog", { opened: false });
  set("open-name", { value: "" });
  set("empty-map", { children: "" });
  // The page still open goes on writing where it stands into the address: that is not asked where to go.
  here.wanted = String(answer.said.id);
  set("listed", { data: Date.now() });
}

/** What the map shows: west, south, east, north. */
function shown(): number[] | null {
  const map = element<HTMLElement & { opsmap?: Handle }>("map")?.opsmap?.map;
  if (!map) return null;
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}

function refuse(sentence: string): void {
  say("open-refusal", sentence);
  reveal("open-refusal", true);
}
