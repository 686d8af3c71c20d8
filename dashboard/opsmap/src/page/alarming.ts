/** Alarms on the page: the line over it while one waits, the rings on the map, the dialog that lists them. */
import type { Alarm } from "./alarms";
import { Pace } from "../pace";
import { alarmsAt, alarmsOf, ringing, waiting } from "./alarms";
import { chime, sounds, turnSound } from "./chime";
import { allow, element, reveal, say, set } from "./dash";
import { make, table } from "./dom";
import type { Child } from "./dom";
import { here, unchanged } from "./here";
import type { Page } from "./page";
import { present } from "./present";
import { namesOf } from "./reading";
import { hasRead } from "./ruling";
import { Sending } from "./sending";
import { fill } from "./setting";
import { showRules } from "./watching";

const sending = new Sending("alarm-acknowledge", "alarm-refusal");

/** What the entries say, read once for all instants; and which the page has told of. */
let alarms: readonly Alarm[] = [];
let told: { operation: string; seq: number } | null = null;
/** The list is for reading: a few times a second is as fast as anyone reads, and while it is open alone. */
const READ = 250;
const listing = new Pace(READ, () => here.page && element("alarms-list")?.offsetParent && showDialog(here.page));

export const gestures = {
  alarming(opened: number | undefined, badge: number | undefined): unknown {
    if (!(opened || badge) || !here.page) return unchanged();
    set("alarms-sound", { checked: sounds() });
    showDialog(here.page);
    return true;
  },

  alarmShown(clicks: number | undefined): void {
    if (clicks && here.page) visit(here.page, waiting(alarms)[0]);
  },

  alarmAnswered(clicks: number | undefined): void {
    if (clicks && here.page) void answer(here.page, waiting(alarms)[0]);
  },

  alarmRead(clicks: number | undefined): void {
    if (clicks && here.page) void acknowledge(here.page, waiting(alarms)[0]);
  },

  alarmSounds(on: boolean | null): void {
    if (on !== null && on !== undefined && on !== sounds()) turnSound(on);
  },
};

/** The page holds other entries: the line over the page, and a sound for what is new. */
export function alarmsArrived(page: Page): void {
  alarms = alarmsOf(page.entries, page.readers);
  const [{ id }, last] = [page.setting.operation, alarms[0]?.seq ?? 0];
  const isNews = told?.operation === id && last > told.seq && page.seeing.as === null;
  told = { operation: id, seq: last };
  showWaiting(page);
  if (isNews && waiting(alarms).some(({ seq }) => seq === last)) chime();
}

/** What rings at the instant shown, on the map and in the dialog. */
export function showAlarmsAt(page: Page): void {
  set("map", { alarmed: ringing(shown(page)) });
  renewAlarms();
}

/** What the dialog lists may have changed: it is written anew if anybody reads it. */
export function renewAlarms(): void {
  listing.ask();
}

function showDialog(page: Page): void {
  showAlarms(page);
  showRules(page);
}

/** Another operation has other alarms. */
export function leaveAlarms(page: Page): void {
  [alarms, told] = [[], null];
  showWaiting(page);
}

function shown(page: Page): Alarm[] {
  return alarmsAt(alarms, page.clock.shown.time, page.known);
}

/** What waits is of now, whatever instant is shown: the past may be looked at while somebody needs help. */
function showWaiting(page: Page): void {
  const { words, access } = page.setting;
  // Once it is archived nobody can acknowledge any more: the list tells what was left.
  const isOurs = page.seeing.as === null && access.phase !== "archived";
  const [newest, ...others] = isOurs ? waiting(alarms) : [];
  reveal("alarm-banner", newest !== undefined);
  reveal("alarm-badge", newest !== undefined);
  if (!newest) {
    sending.clear();
    say("alarm-said", "");
    return;
  }
  const count = fill(others.length ? words.alarm_many : words.alarm_one, { count: others.length + 1 });
  set("alarm-badge", { children: count });
  const badge = element("alarm-badge");
  if (badge) badge.title = fill(words.alarm_badge, { count });
  const said = newest.entry.sentence;
  say("alarm-said", others.length ? fill(words.alarm_others, { said, count: others.length }) : said);
  allow("alarm-acknowledge", page.may("acknowledge"), page.why("acknowledge"));
  reveal("alarm-well", newest.watch === "unheard");
  allow("alarm-well", page.may("note"), page.why("note"));
}

/** To where it is, now, if it still rings and the page follows; else to the instant it rang at. */
function visit(page: Page, alarm: Alarm | undefined): void {
  if (!alarm) return;
  set("alarms-dialog", { opened: false });
  page.find(alarm.object, page.clock.live && alarm.over === null ? null : alarm.at);
}

async function acknowledge(page: Page, alarm: Alarm | undefined): Promise<void> {
  if (alarm) await sending.record(page, "Acknowledged", { seq: alarm.seq });
}

/** Somebody asked, and all is well: the alarm is read, and the team was heard from. */
async function answer(page: Page, alarm: Alarm | undefined): Promise<void> {
  if (!alarm) return;
  const isOurs = hasRead(alarm.read, page.setting.access);
  const text = fill(page.setting.words.alarm_well_said, { name: page.nameOf(alarm.object) });
  const heard = { fact: "Noted", body: { object_ids: [alarm.object] }, text };
  const read = { fact: "Acknowledged", body: { seq: alarm.seq } };
  const more = { occurred_at: new Date(present()).toISOString(), category: "means" };
  await sending.recordAll(page, isOurs ? [heard] : [heard, read], more);
}

/** The list of the dialog: what waits now, then what rang until the instant shown. */
function showAlarms(page: Page): void {
  const box = element("alarms-list");
  if (!box) return;
  const { words } = page.setting;
  const wait = page.seeing.as === null ? waiting(alarms) : [];
  const numbers = new Set(wait.map(({ seq }) => seq));
  const others = shown(page).filter(({ seq }) => !page.clock.live || !numbers.has(seq));
  const time = page.wording.dayAndTime(page.clock.shown.time);
  box.replaceChildren(
    ...(wait.length ? [make("h3", {}, words.alarms_waiting), lines(page, wait)] : []),
    make("h3", {}, fill(words.alarms_at, { time })),
    others.length ? lines(page, others) : make("p", { className: "hint" }, wait.length ? words.alarms_no_other : words.alarms_none),
  );
}

function lines(page: Page, some: readonly Alarm[]): HTMLElement {
  const { words } = page.setting;
  return table(
    [words.when, words.alarm, words.alarm_state, ""],
    some.map((alarm) => [page.wording.dayAndTime(alarm.at), alarm.entry.sentence, followed(page, alarm), buttons(page, alarm)]),
  );
}

/** Who acknowledged it and when, and whether it goes on. */
function followed(page: Page, alarm: Alarm): HTMLElement {
  const { words, wording } = { words: page.setting.words, wording: page.wording };
  const over = alarm.over === null ? words.alarm_on : fill(words.alarm_over, { time: wording.dayAndTime(alarm.over) });
  const read = alarm.read.length ? fill(words.read_by_whom, { names: namesOf(page, alarm.read) }) : words.alarm_unread;
  return make("span", { className: alarm.read.length ? "" : "alarm-unread" }, `${over} · ${read}`);
}

function buttons(page: Page, alarm: Alarm): Child {
  const { words, access } = page.setting;
  const button = (label: string, onclick: () => void): HTMLElement =>
    make("button", { aria: { label: `${label} — ${alarm.entry.sentence}` }, onclick }, label);
  const isOurs = hasRead(alarm.read, access);
  return make(
    "div",
    { className: "buttons" },
    button(words.alarm_show, () => visit(page, alarm)),
    alarm.watch === "unheard" && alarm.over === null && page.may("note")
      ? button(words.alarm_well, () => void answer(page, alarm))
      : null,
    !isOurs && page.may("acknowledge") ? button(words.acknowledge, () => void acknowledge(page, alarm)) : null,
  );
}
