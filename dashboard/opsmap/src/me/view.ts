/** What the page of a telephone shows: how it stands, the switch, what is agreed to, the statuses of the team. */
import { make } from "../page/dom";
import { fill } from "../page/setting";
import { ago, tag } from "../words";
import type { Waiting } from "./outbox";
import { toneOf, type State } from "./standing";
import type { Phone, Step, Team } from "./told";

export type Words = Record<string, string>;

export interface Shown {
  state: State;
  on: boolean;
  phone: Phone | null;
  fix: { at: number; accuracy: number | null } | null;
  waiting: Waiting;
  /** That of the team, as far as this telephone knows. */
  status: string | null;
  lost: number;
  lasts: boolean;
  byLink: boolean;
}

const MINUTE = 60_000;
/** A clock that is further off puts positions at the wrong time. */
const SKEWED = 90_000;

export class View {
  readonly words: Words = JSON.parse(element("said").textContent ?? "{}") as Words;
  readonly locale = document.documentElement.lang === "en" ? "en" : "fr";
  private steps = "";

  show(shown: Shown): void {
    const { words } = this;
    const { state, phone } = shown;
    element("me").hidden = false;
    this.showTeam(phone);
    say("state-title", words[state]);
    say("state-why", state === "may_not" ? (phone?.may_not ?? "") : (words[`${state}_why`] ?? ""));
    element("state").dataset.tone = toneOf(state);
    const barred = ["insecure", "unsupported", "closed", "may_not"].includes(state);
    element("switch").hidden = barred;
    element("sign-in").hidden = state !== "closed";
    element("switch").setAttribute("aria-checked", String(shown.on));
    say("switch-said", words[shown.on ? "on" : "off"]);
    this.showTold(shown, phone);
    this.showSteps(barred ? null : (phone?.teams[0] ?? null), shown.status);
    describe(element("what-said"), this.agreement(phone));
    say("ends", this.standing(phone));
    element("drop").hidden = shown.waiting.fixes + shown.waiting.statuses === 0;
    element("forgetting").hidden = !shown.byLink;
  }

  ask(phone: Phone | null, asked: boolean): void {
    const consent = element("consent");
    if (asked) describe(element("consent-said"), this.agreement(phone));
    if (consent.hidden === !asked) return;
    consent.hidden = !asked;
    if (asked) {
      consent.scrollIntoView({ block: "start" });
      consent.focus({ preventScroll: true });
    } else element("switch").focus({ preventScroll: true });
  }

  pressed(sentence: string, canUndo: boolean): void {
    say("pressed-said", sentence);
    element("undo").hidden = !canUndo;
  }

  refused(sentences: readonly string[]): void {
    if (sentences.length === 0) return;
    const list = element("refusals-list");
    for (const sentence of sentences) {
      // The same again says nothing new.
      const same = [...list.children].find((line) => line.textContent === sentence);
      same?.remove();
      list.prepend(make("li", {}, sentence));
    }
    while (list.children.length > 10) list.lastElementChild?.remove();
    element("refusals").hidden = false;
  }

  time(at: number): string {
    return new Intl.DateTimeFormat(tag(this.locale), { hour: "2-digit", minute: "2-digit" }).format(at);
  }

  private showTeam(phone: Phone | null): void {
    const { words } = this;
    const [team] = phone?.teams ?? [];
    say("team", team ? phone!.teams.map(({ name }) => name).join(", ") : phone ? words.nobody : words.asking);
    say("team-why", team ? [...new Set(phone!.teams.map((one) => one.operation_name))].join(", ") : phone ? fill(words.nobody_why, { device: phone.device }) : "");
    const exercise = team?.exercise ?? false;
    element("exercise").hidden = !exercise;
    say("exercise", exercise ? words.exercise : "");
  }

  private showTold({ fix, waiting, on, lost, lasts }: Shown, phone: Phone | null): void {
    const { words } = this;
    const waits = waiting.fixes + waiting.statuses > 0;
    const parts = [
      on && fix ? fill(words.last, { ago: ago(Date.now() - fix.at, this.locale), accuracy: Math.round(fix.accuracy ?? 0) }) : "",
      waits ? fill(words.waiting, { what: this.counted(waiting) }) : on && fix ? words.sent_all : "",
    ];
    say("told", parts.filter(Boolean).join(" "));
    const skew = phone ? Math.abs(Date.now() - phone.now) : 0;
    const warnings = [
      lost ? fill(words.lost, { count: lost }) : "",
      lasts ? "" : words.not_kept,
      skew > SKEWED ? fill(words.clock, { minutes: Math.round(skew / MINUTE) }) : "",
    ];
    const warning = warnings.filter(Boolean).join(" ");
    element("warned").hidden = !warning;
    say("warned", warning);
  }

  private counted({ fixes, statuses }: Waiting): string {
    const { words } = this;
    return [fixes ? fill(words.fixes, { count: fixes }) : "", statuses ? fill(words.presses, { count: statuses }) : ""].filter(Boolean).join(", ");
  }

  /** A key for each status a team can come to, those of the keyboard first; what is not possible now is there, and still. */
  private showSteps(team: Team | null, status: string | null): void {
    element("statuses").hidden = !team;
    const shown = JSON.stringify([team?.object, status, team?.steps.length]);
    if (!team || shown === this.steps) return;
    this.steps = shown;
    const focused = (document.activeElement as HTMLElement | null)?.dataset?.status;
    element("steps").replaceChildren(...offered(team.steps).map((step) => this.button(step, status, canCome(team.steps, step.status, status))));
    if (focused) document.querySelector<HTMLElement>(`#steps [data-status="${focused}"]`)?.focus();
  }

  private button(step: Step, status: string | null, possible: boolean): HTMLElement {
    const key = step.key === null ? null : make("kbd", { aria: { hidden: "true" } }, step.key);
    const made = make("button", { aria: { pressed: String(step.status === status) } }, key, make("span", {}, step.label));
    made.dataset.status = step.status;
    (made as HTMLButtonElement).disabled = !possible;
    if (step.key !== null) made.setAttribute("aria-keyshortcuts", step.key);
    return made;
  }

  private agreement(phone: Phone | null): [string, string][] {
    const { words } = this;
    const [team] = phone?.teams ?? [];
    const organisation = phone?.organisation ?? "";
    const who = team
      ? fill(words.who_team, { operation: team.operation_name, readers: team.readers.join(", "), team: team.name })
      : fill(words.who_nobody, { organisation });
    return [
      [words.who, who],
      [words.when, words.when_said],
      [words.data, words.data_said],
      [words.long, fill(words.long_said, { organisation })],
      [words.stop, words.stop_said],
    ];
  }

  private standing(phone: Phone | null): string {
    const { words } = this;
    if (phone?.person) return fill(words.as_person, { person: phone.person });
    if (!phone?.ends_at) return "";
    const format = new Intl.DateTimeFormat(tag(this.locale), { dateStyle: "short", timeStyle: "short" });
    return fill(words.ends, { time: format.format(phone.ends_at) });
  }
}

/** One line for each status: two verbs may lead to the same. */
export function offered(steps: readonly Step[]): Step[] {
  const once = steps.filter(({ status }, i) => steps.findIndex((step) => step.status === status) === i);
  const order = (step: Step): number => (step.key === null ? 10 : step.key === "0" ? 9.5 : Number(step.key));
  return once.sort((a, b) => order(a) - order(b));
}

/** Whether a team that is at one status can come to another. */
export function canCome(steps: readonly Step[], to: string, from: string | null): boolean {
  return from !== null && steps.some(({ status, before }) => status === to && before.includes(from));
}

export function element(id: string): HTMLElement {
  return document.getElementById(id)!;
}

function say(id: string, text: string): void {
  // Said again, it would be read out again.
  const found = element(id);
  if (found.textContent !== text) found.textContent = text;
}

function describe(list: HTMLElement, said: readonly [string, string][]): void {
  const shown = JSON.stringify(said);
  if (list.dataset.shown === shown) return;
  list.dataset.shown = shown;
  list.replaceChildren(...said.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)]));
}
