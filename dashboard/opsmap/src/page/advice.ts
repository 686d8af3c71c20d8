/** Hospitals by the time to them and the places they declare: advice with its inputs, never a decision. */
import { hospitalsAt, type Hospital } from "../hospitals";
import type { LngLat } from "../types";
import { ago } from "../words";
import type { Access, Accesses } from "./access";
import { make } from "./dom";
import type { Page } from "./page";
import { fill } from "./setting";

const LISTED = 8;

/** The hospitals around a place, the soonest first; those that are closed or full after the others. */
export function advice(page: Page, accesses: Accesses, from: LngLat, known: number | null): HTMLElement | null {
  const reel = page.held;
  const { time } = page.clock.shown;
  const hospitals = reel ? hospitalsAt(reel, time, known) : [];
  if (hospitals.length === 0) return null;
  const legs = hospitals.map(({ object, place }) => ({ object, place, mode: "emergency" as const }));
  const { times } = accesses.between(from, legs, "from");
  const { words } = page.setting;
  const lines = ranked(hospitals, times).slice(0, LISTED).map((hospital, i) => make("li", {}, line(page, hospital, times.get(hospital.object) ?? null, i)));
  return make("section", { className: "advice" }, make("h3", {}, words.advice_title), make("ol", { className: "near-list" }, ...lines), make("p", { className: "hint" }, words.advice_how));
}

/** In the order they are told: open ones by their times, then the others. */
export function ranked(hospitals: readonly Hospital[], times: ReadonlyMap<string, Access>): Hospital[] {
  const seconds = ({ object }: Hospital): number => times.get(object)?.seconds ?? Number.MAX_VALUE;
  return [...hospitals].sort((a, b) => Number(a.full) - Number(b.full) || seconds(a) - seconds(b) || (a.object < b.object ? -1 : 1));
}

function line(page: Page, hospital: Hospital, access: Access | null, i: number): HTMLElement {
  const { words, locale } = page.setting;
  const { left, all, declaredAt } = hospital;
  const places = (["absolute", "relative"] as const)
    .filter((each) => left[each] !== null)
    .map((each) => fill(all[each] === null ? words[`advice_left_${each}`] : words[`advice_of_${each}`], { left: left[each]!, all: all[each] ?? "" }));
  const declared = declaredAt === null ? words.advice_undeclared : `${places.join(", ")} (${fill(words.advice_declared, { ago: ago(page.clock.shown.time - declaredAt, locale) })})`;
  const made = make(
    "button",
    { className: hospital.full ? "busy" : "free", onclick: () => page.pick(hospital.object) },
    make("span", { className: "rank" }, i + 1),
    make("span", { className: "name" }, hospital.name),
    make("span", { className: "far" }, access ? saidTime(access, page.setting.reach.paces, words) : "…"),
    make("span", { className: "more" }, [page.statusOf("hospital", hospital.status), declared].join(" · ")),
  );
  made.dataset.object = hospital.object;
  return made;
}

/** "12 min (10–16)": at the central pace, between the favourable and the prudent one. */
export function saidTime({ seconds, open }: Pick<Access, "seconds" | "open">, paces: Record<"favourable" | "central" | "prudent", number>, words: Record<string, string>): string {
  const minutes = (of: number, pace: number): number => Math.max(1, Math.round((of * pace) / 60));
  const range = (of: number): Record<string, number> => ({ minutes: minutes(of, paces.central), low: minutes(of, paces.favourable), high: minutes(of, paces.prudent) });
  if (seconds !== null) return fill(words.near_time, range(seconds));
  return open === null ? words.near_unreached : fill(words.near_barred, range(open));
}
