/** Where a result leads: what it is gets chosen and centred, and the clock goes to where it is to be seen. */
import { reveal, say, set } from "./dash";
import { here } from "./here";
import type { Moment } from "./clock";
import type { Page } from "./page";
import type { Result, Sort } from "./results";
import { fill } from "./setting";

/** How near one looks at a bare place. */
const CLOSE = 15.5;

/** The moment shown before the clock was moved, and the place that was found, if any. */
let before: { moment: Moment; live: boolean } | null = null;
let place: [number, number] | null = null;

export const gestures = {
  wentBack(clicks: number | undefined): void {
    const { page } = here;
    if (!clicks || !page || !before) return;
    const { moment, live } = before;
    if (moment.way !== page.clock.shown.way) seeThe(page, moment.way, moment.pair);
    if (live) page.clock.follow();
    else page.clock.goTo(moment.time);
    leave();
  },

  wroteThere(clicks: number | undefined): void {
    if (!clicks || !place) return;
    here.writing?.aimed(...place);
    here.writing?.compose();
    leave();
  },

  leftFound(clicks: number | undefined): void {
    if (!clicks) return;
    if (place) set("map", { marks: [] });
    leave();
  },
};

/** Lead to what was found; `beyond` when it was not known as one was looking. */
export function lead(page: Page, sort: Sort, result: Result, beyond: boolean): void {
  leave();
  before = { moment: page.clock.shown, live: page.clock.live };
  const told: string[] = [];
  if (beyond && page.clock.shown.way !== "so") {
    seeThe(page, "so", null);
    told.push(page.setting.words.find_so);
  }
  if (sort === "entries") {
    page.showEntry(Number(result.key));
    const { time } = page.clock.shown;
    if (time !== before.moment.time) told.unshift(fill(page.setting.words.find_at, { time: page.wording.dayAndTime(time) }));
  } else if (sort === "objects" || sort === "people") {
    if (result.at !== null) {
      const time = Date.parse(result.at);
      page.clock.goTo(time);
      told.unshift(fill(page.setting.words.find_moved, { time: page.wording.dayAndTime(time), note: result.note }));
    }
    if (sort === "objects") page.showObject(result.key);
    else openDirectory(result.label.text);
  } else if (result.box) {
    place = [result.box[0], result.box[1]];
    page.showPlace(place, CLOSE);
    told.push(sort === "coordinates" ? result.text.text : result.label.text);
  }
  if (told.length) tell(page, told.join(" "));
}

function openDirectory(name: string): void {
  set("directory-filter", { value: name });
  set("directory-dialog", { opened: true });
}

function seeThe(page: Page, way: Moment["way"], pair: number | null): void {
  page.see(way, pair);
  set("way-of-seeing", { value: way });
}

function tell(page: Page, told: string): void {
  const moved = before !== null && place === null;
  say("found-said", told);
  reveal("found-write", place !== null && page.may("note"));
  reveal("found-back", moved);
  if (moved && before) {
    const time = page.wording.dayAndTime(before.moment.time);
    set("found-back", { children: fill(page.setting.words.find_back, { time }) });
  }
  reveal("found", true);
}

function leave(): void {
  before = place = null;
  reveal("found", false);
}
