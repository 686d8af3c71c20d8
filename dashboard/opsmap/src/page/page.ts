/** The page: one clock, and everything that shows the instant it stands at. */
import type { Geometry } from "geojson";
import { placeOf } from "../place";
import { whereabouts, type Whereabouts } from "../whereabouts";
import { isArea } from "../relation";
import type { Actions, DrawCommand, DrawnObject, Handle, LngLat, PointerData, View } from "../types";
import { whatHolds } from "../reel";
import type { Reel, ReelAnswer } from "../reel";
import { alarmsArrived, leaveAlarms, renewAlarms, showAlarmsAt } from "./alarming";
import * as address from "./address";
import { Clock, knownAt } from "./clock";
import type { Moment, Way } from "./clock";
import { allow, mounted, onceDrawn, reveal, say, set } from "./dash";
import { Dial } from "./dial";
import { extent, heart } from "./extent";
import { Figures } from "./figures";
import { Filter } from "./filtering";
import { Ground } from "./ground";
import { Grid, showFocus } from "./grid";
import type { Row } from "./grid";
import { isStruck } from "./log";
import { InsidePanel } from "./inside";
import { offerAudiences } from "./audience";
import { leaveComparing, showComparing } from "./comparing";
import { showDirectory } from "./directory";
import { actionsOn, showVerbs } from "./doing";
import { here } from "./here";
import type { LegendRow } from "./legend";
import { showLife } from "./life";
import { PageMargin } from "./margin";
import { NearestPanel } from "./nearest";
import { offerPeople } from "./people";
import { showPlacing } from "./placing";
import { closePlan, planChose, planMoved, planRenewed } from "./plan";
import { present } from "./present";
import { Reach } from "./reach";
import { Marks, showReaders } from "./reading";
import { Readout } from "./readout";
import { Remarks } from "./remarks";
import { Replay } from "./replay";
import { Ruler } from "./ruler";
import type { Attachment, ReadBy, Ruled } from "./ruling";
import { Limits, attachments, changesRights, hasRead, readers } from "./ruling";
import { alone, type OverMap } from "./over-map";
import { Panel } from "./panel";
import { Seeing } from "./seeing";
import { showSharing } from "./sharing";
import { spanOf, tellsWhatHappened } from "./span";
import type { Setting } from "./setting";
import { Tracking } from "./tracking";
import { showUnderlays } from "./underlay";
import { reopenVariants } from "./plan-variants";
import { showVariant } from "./variant";
import type { Place } from "./stream";
import type { Head } from "./watch";
import { leaveStages, showStages } from "./staging";
import { StatusStrip } from "./statuses";
import { Watch } from "./watch";
import { showLink, showSkew } from "./link";
import { Wording } from "./wording";

const MAP = "map";
const HOUR = 3_600_000;
/** The scale to look at an object with, where none was chosen. */
const CLOSE = 14;
/** A moment that is only passed through is not worth a line in the address bar. */
const SETTLED = 250;
/** The strip tells of hours: some seconds late, it says the same. */
const STRIP = 5_000;

export class Page {
  readonly clock = new Clock({
    now: present,
    nextFrame: (callback) => requestAnimationFrame(callback),
    cancelFrame: (handle) => cancelAnimationFrame(handle),
  });
  setting: Setting;
  wording: Wording;
  readonly grid: Grid;
  readonly filter: Filter;
  readonly dial: Dial;
  readonly marks: Marks;
  readonly seeing: Seeing;
  readonly panel: Panel;
  readonly readout = new Readout(this);
  readonly ruler = new Ruler(this);
  readonly inside = new InsidePanel(this);
  readonly nearest = new NearestPanel(this);
  readonly statuses = new StatusStrip(this);
  readonly reach = new Reach(this);
  /** The place that was looked for last, until something else is chosen. */
  spot: LngLat | null = null;
  readonly remarks: Remarks;
  readonly replay: Replay;
  private readonly overMap: readonly OverMap[];
  private readonly figures = new Figures();
  /** What the entries say of how the operation is run. */
  limits = new Limits([]);
  readers: ReadonlyMap<number, readonly ReadBy[]> = new Map();
  attached: readonly Attachment[] = [];
  /** The entry chosen in the log, if any. */
  entry: Row | null = null;
  private objects: string[] = [];
  private offered = "";
  private map: Handle | null = null;
  private reel: Reel | null = null;
  private view: address.Place["view"] = null;
  private wanted: address.Place | null;
  private readonly watch: Watch;
  private readonly tracking = new Tracking({
    map: () => this.map,
    live: () => this.watch.live,
    words: () => this.setting.words,
    grown: () => {
      this.replay.moved();
      this.inside.moved();
      this.nearest.renew();
    },
  });
  /** The standing that was asked for last, and has not come yet. */
  private renewing = "";
  private drawing: ReturnType<typeof setTimeout> | null = null;
  private settling: ReturnType<typeof setTimeout> | null = null;

  constructor(setting: Setting) {
    this.setting = setting;
    this.wording = new Wording(setting.locale, setting.operation.time_zone);
    this.wanted = address.read(location.search);
    this.marks = new Marks(this);
    this.seeing = new Seeing(this);
    this.panel = new Panel(this);
    this.grid = new Grid(setting, this.wording, new PageMargin(this));
    this.filter = new Filter(this.grid, () => ({ url: this.setting.url, ownEyes: this.seeing.as === null }));
    this.dial = new Dial(this.clock, setting, this.wording);
    this.remarks = new Remarks(this);
    this.overMap = [this.ruler, this.inside, this.remarks, this.nearest];
    this.replay = new Replay(this);
    this.watch = new Watch(setting.access.name, setting.locale, {
      place: () => this.place(),
      brought: (answer) => this.brought(answer),
      grown: (seq) => this.ask(seq),
      fixed: (fixes) => this.tracking.heard(fixes),
      remarked: (count) => this.remarks.heard(count),
      cut: () => this.tracking.cut(),
      told: (link) => showLink(link, this.setting.words),
      timed: () => showSkew(this.setting.words),
      stands: (head) => this.renew(head),
    });
    this.clock.listen((moment) => this.show(moment));
    void mounted<HTMLElement & { opsmap?: Handle }>(MAP).then((found) => this.hold(found));
  }

  /** Turn to an operation: the one of the address the first time, any other afterwards. */
  open(setting: Setting): void {
    const same = this.reel !== null && this.setting.operation.id === setting.operation.id;
    this.setting = setting;
    this.renewing = "";
    this.wording = new Wording(setting.locale, setting.operation.time_zone);
    this.grid.speak(setting, this.wording);
    this.dial.speak(setting, this.wording);
    this.figures.speak(setting);
    reveal("exercise", setting.operation.exercise);
    showVariant(this);
    say("phase", setting.access.over ?? "");
    reveal("phase", setting.access.over !== null);
    offerAudiences(setting);
    offerPeople(setting);
    this.seeing.offer();
    this.showRights();
    document.querySelector(".vigie")?.classList.add("opened");
    if (same) return;
    if (this.wanted?.operation !== setting.operation.id) this.wanted = null;
    this.reel = null;
    this.reach.clear();
    leaveComparing(this);
    closePlan(this);
    leaveStages();
    leaveAlarms(this);
    here.filling?.close();
    this.closeOverMap();
    this.statuses.close();
    this.choose([], null);
    this.clock.stop();
    this.tracking.follow(null);
    this.clock.span = spanOf(setting.operation, [], present());
    this.seeing.begin(this.wanted?.as ?? null, this.wanted?.time ?? null);
    if (!this.seeing.as) set(MAP, { reel: { url: this.reelUrl() } });
    this.watch.follow(setting.url);
    void this.marks.open(setting.url);
    this.replay.begin();
    this.remarks.begin(setting.url);
    reopenVariants(this);
  }

  /** The next operation turned to, if it is this one, is shown as this one is: the instant, the view, the choice. */
  keepLooking(operation: string): void {
    const time = this.clock.live ? null : this.clock.shown.time;
    this.wanted = { ...this.addressed(time), operation, as: null, entry: null };
  }

  /** Put away every panel over the map but one. */
  alone(one: OverMap): void {
    alone(one, this.overMap);
  }

  /** Put them all away; answers whether there was anything. */
  closeOverMap(): boolean {
    return this.overMap.map((panel) => panel.close()).some(Boolean);
  }

  /** Fetch what came after the entry held; `seq` is the newest there is. */
  ask(seq: number): void {
    if (this.seeing.as) return;
    set(MAP, { reel: { url: this.reelUrl(), head: seq, asked: Date.now() } });
  }

  /** A click on the map chooses what is under it; on bare ground, nothing. */
  pointed(click: PointerData): void {
    this.choose(click.objectId ? [click.objectId] : [], null);
    this.grid.focusOn(this.objects);
    showFocus(this.objects.length ? this.ground!.nameOf(this.objects[0]) : null, this.setting.words.release);
  }

  /** An object of the list is chosen, and the map looks at it. */
  visit(id: string): void {
    const object = this.drawn().find((each) => each.id === id);
    if (!object) return;
    this.choose([id], null);
    this.grid.focusOn(this.objects);
    showFocus(this.nameOf(id), this.setting.words.release);
    set(MAP, { view: { center: object.place, zoom: this.view?.[2] ?? CLOSE } satisfies View });
  }

  /** Every object the map shows at the instant, and the place it looks at. */
  drawn(): DrawnObject[] {
    return this.map?.drawn() ?? [];
  }

  get centre(): LngLat | null {
    return this.view && [this.view[0], this.view[1]];
  }

  /** The legend of what is in view at the instant, as plain values: for whoever prints it. */
  legendNow(): LegendRow[] {
    return this.panel.rows();
  }

  /** A line of the log shows and centres what it speaks of. */
  chosen(row: Row | null): void {
    // A line that was filtered out and is shown again is selected again, and leads nowhere new.
    if (row && row.seq !== this.entry?.seq) this.lead(row);
  }

  /** A click on the line that is chosen already. */
  chosenAgain(seq: number): void {
    if (this.entry?.seq === seq) this.lead(this.entry);
  }

  private lead(row: Row): void {
    // There is nothing to do with what is kept for others, but to see that it is there.
    this.choose([...row.objects], row.fact === "Withheld" ? null : row);
    const found = this.standing(row.objects);
    // Where a device says where it is, where the log had it then is of no use.
    const told = row.place && !row.objects.some((object) => this.map?.standsAt(object)) ? [point(row.place)] : [];
    const bounds = extent([...found, ...told]);
    if (bounds) set(MAP, { view: fit(bounds) });
  }

  /** An object that was looked for, where it is at the instant shown. */
  showObject(object: string): void {
    this.release();
    this.choose([object], null);
    this.lookAtObject(object);
  }

  /** An entry that was looked for, at its own instant; what filters the log gives way to it. */
  showEntry(seq: number): void {
    const row = this.grid.entry(seq);
    if (!row) return;
    const { way } = this.clock.shown;
    this.release();
    this.clock.goTo(way === "believed" ? Math.max(row.occurred_at, row.recorded_at) : row.occurred_at);
    this.grid.refresh();
    if (!this.grid.has(seq)) set("log-search", { value: "" });
    if (!this.grid.has(seq)) this.filter.search("");
    this.chosen(row);
    this.grid.select(seq);
  }

  /** A bare place that was looked for, with a pin on it. */
  showPlace([lng, lat]: [number, number], zoom: number): void {
    this.release();
    this.spot = [lng, lat];
    set(MAP, { view: { center: [lng, lat], zoom } satisfies View, marks: [{ id: "found", lng, lat, kind: "place" }] });
  }

  /** The middle of what the map shows, once it has shown something. */
  get middle(): [number, number] | null {
    return this.view && [this.view[0], this.view[1]];
  }

  /** Where the page is in the journal; nowhere while it looks with the eyes of others. */
  private place(): Place | null {
    if (!this.reel || this.seeing.as) return null;
    return { operation: this.reel.operation.id, after: this.reel.head.seq, view: this.reel.view };
  }

  private brought(answer: ReelAnswer): boolean {
    if (this.seeing.as) return false;
    const follows = this.map?.amend(answer) ?? false;
    if (!follows) this.ask(answer.head.seq);
    return follows;
  }

  /** What one may do changes with the hour, too: nothing need be recorded for it. */
  private renew({ level, phase }: Head): void {
    const { access } = this.setting;
    const told = `${level} ${phase}`;
    if (told === `${access.level} ${access.phase}` || told === this.renewing) return;
    this.renewing = told;
    set("renewed", { data: Date.now() });
  }

  /** The one object that is chosen, if it is one. */
  get chosenObject(): string | null {
    return this.objects.length === 1 ? this.objects[0] : null;
  }

  /** Show an object: choose it and look at it, at another instant if one is given. */
  find(object: string, at: number | null): void {
    if (at !== null) this.clock.goTo(at);
    this.choose([object], null);
    this.lookAtObject(object);
  }

  release(): void {
    this.choose([], null);
    this.grid.focusOn([]);
    showFocus(null, "");
  }

  see(way: Way, pair: number | null): void {
    this.clock.see(way, pair);
    this.replay.seen();
    reveal("known-at", way === "pair");
  }

  seen(viewport: { center: [number, number]; zoom: number }): void {
    this.view = [viewport.center[0], viewport.center[1], viewport.zoom];
    this.settle();
  }

  private async hold(found: HTMLElement & { opsmap?: Handle }): Promise<void> {
    while (!found.opsmap) await new Promise((resolve) => requestAnimationFrame(resolve));
    this.map = found.opsmap;
    this.map.hear(({ shown }) => shown && this.panel.took(shown));
    this.map.onReel((reel) => this.arrived(reel));
    await this.map.whenReady;
    if (this.map.map) await this.readout.follow(this.map.map);
  }

  private arrived(reel: Reel): void {
    if (reel.operation.id !== this.setting.operation.id) return;
    const first = this.reel === null;
    const fresh = this.entries.length;
    this.reel = reel;
    const { entries } = this;
    this.limits = new Limits(entries);
    this.readers = readers(entries);
    this.attached = attachments(entries);
    const times = entries.filter(tellsWhatHappened).map((entry) => entry.occurred_at);
    if (!this.seeing.as) {
      this.clock.span = spanOf(this.setting.operation, entries, present());
      this.marks.grown();
      this.drawStrip(reel.head.seq, first);
      if (!first && changesRights(entries.slice(fresh))) set("renewed", { data: reel.head.seq });
    }
    this.trackWithOwnEyes(entries);
    alarmsArrived(this);
    this.grid.fill(entries);
    this.filter.again();
    this.dial.stopAt(times);
    this.replay.grown();
    if (first) this.begin(times);
    else this.clock.renew();
    this.seeing.arrived();
    this.watch.moved();
    this.showActions();
    here.filling?.grown();
    // The log and the map first; the forms and the lists in dialogs once they are drawn.
    onceDrawn(() => this.showLists());
    if (this.entry) this.showTools(this.grid.entry(this.entry.seq) ?? null);
  }

  /** What devices told is the reader's own to see: with the eyes of others, nothing is. */
  private trackWithOwnEyes(entries: readonly Ruled[]): void {
    this.tracking.arrived(entries);
    this.tracking.turnTo(this.seeing.as === null ? this.setting.url : null);
  }

  /** The strip under the clock is the server's to draw: for many entries, and many screens, not for each. */
  private drawStrip(seq: number, first: boolean): void {
    if (this.drawing !== null) {
      if (!first) return;
      clearTimeout(this.drawing);
    }
    const draw = (): void => {
      this.drawing = null;
      set("head", { data: this.reel?.head.seq ?? seq });
    };
    this.drawing = setTimeout(draw, first ? 0 : STRIP * (1 + Math.random()));
  }

  /** The objects one may write about. */
  choices(): { value: string; label: string }[] {
    return this.ground?.choices() ?? [];
  }

  /** The dialogs that list what the reel says. */
  private showLists(): void {
    showSharing(this);
    renewAlarms();
    showLife(this);
    showDirectory(this);
    showStages(this);
    this.inside.renew();
    this.nearest.grown();
    this.statuses.renew();
    this.reach.renew();
    this.showPlan();
    planRenewed(this);
  }

  /** What depends on the instant and on what is chosen, in the panel that compares and the strip that places. */
  private showPlan(): void {
    showComparing(this);
    showPlacing(this);
  }

  /** The reel the page holds, and as known when it is shown. */
  get held(): Reel | null {
    return this.reel;
  }

  get known(): number | null {
    return knownAt(this.clock.shown);
  }

  /** All entries the page holds, in order of number. */
  get entries(): readonly Ruled[] {
    return (this.reel?.entries ?? []) as unknown as Ruled[];
  }

  /** Whether the reader may do it; looking with the eyes of others, nothing is done. */
  may(action: string): boolean {
    return this.seeing.as === null && (this.setting.access.may[action] ?? false);
  }

  /** Why not. */
  why(action: string): string {
    if (this.seeing.as !== null) return this.setting.words.only_looking;
    return this.setting.access.refusals[action] ?? "";
  }

  /** The organisation that placed an object. */
  placedBy(object: string): string | null {
    return this.entries.find((entry) => entry.fact === "Placed" && entry.objects.includes(object))?.organisation ?? null;
  }

  /** Where places are asked for: the operation's area, or what is looked at. */
  get around(): [west: number, south: number, east: number, north: number] | null {
    const seen = this.map?.map?.getBounds().toArray().flat() as [number, number, number, number] | undefined;
    return this.setting.operation.area ?? seen ?? null;
  }

  get zoom(): number {
    return this.map?.map?.getZoom() ?? 0;
  }

  /** What an object is at the instant shown, if it is on the map. */
  shapeOf(object: string): Geometry | null {
    return this.ground?.shapesOf([object])[0] ?? null;
  }

  /** What an object carries at the instant shown; null where it is not there. */
  valuesOf(object: string): Record<string, unknown> | null {
    return (this.reel && whatHolds(this.reel, this.clock.shown.time, this.known).find((held) => held.object === object)?.values) ?? null;
  }

  /** The one object that is chosen, and where it stands. */
  get chosenPlace(): { name: string; place: LngLat } | null {
    const shape = this.objects.length === 1 ? this.shapeOf(this.objects[0]) : null;
    const place = this.map?.standsAt(this.objects[0]) ?? (shape && placeOf(shape));
    return place ? { name: this.nameOf(this.objects[0]), place } : null;
  }

  get chosenArea(): string | null {
    return this.objects.find((object) => isArea(this.shapeOf(object))) ?? null;
  }

  /** The zones there are at the instant shown. */
  areas(): { value: string; label: string }[] {
    return this.choices().filter(({ value }) => isArea(this.shapeOf(value)));
  }

  /** Choose an object, as a click on it would. */
  pick(object: string): void {
    this.choose([object], null);
    this.lookAtObject(object);
  }

  /** Look at an object where it is at the instant shown, which the map draws in this frame. */
  private lookAtObject(object: string): void {
    requestAnimationFrame(() => {
      const bounds = extent(this.standing([object]));
      if (bounds) set(MAP, { view: fit(bounds) });
    });
  }

  /** Where objects are at the instant shown: as their devices tell, else as the journal does. */
  private standing(objects: readonly string[]): Geometry[] {
    return objects.flatMap((object) => {
      const place = this.map?.standsAt(object);
      return place ? [point(place)] : (this.ground?.shapesOf([object]) ?? []);
    });
  }

  /** Where the objects of some kinds are at the instant shown, and who says so. */
  whereabouts(kinds: readonly string[]): Whereabouts[] {
    if (!this.reel) return [];
    return whereabouts(this.reel, this.clock.shown.time, this.known, kinds, (object, time, known) => this.map?.fixAt(object, time, known) ?? null);
  }

  /** What a status of a kind is called. */
  statusOf(kind: string, status: string): string {
    return this.setting.kinds.find(({ key }) => key === kind)?.statuses[status] ?? status;
  }

  nameOf(object: string): string {
    return this.ground?.nameOf(object) ?? object;
  }

  /** Ask the server again for the whole reel, of another view or of our own. */
  turnTo(url: string): void {
    set(MAP, { reel: { url, asked: Date.now() } });
  }

  showRights(): void {
    allow("record", this.may("note"), this.why("note"));
    allow("confirm", this.may("note"), this.why("note"));
    allow("import", this.may("attach"), this.why("attach"));
    allow("remark-new", this.setting.access.may.remark, this.setting.access.refusals.remark ?? "");
    allow("open", this.setting.access.may.open, this.setting.access.refusals.open ?? "");
    this.showTools(this.entry);
    this.showLists();
    this.showActions();
    here.drawing?.offer();
    here.filling?.allow();
  }

  /** Do it to the drawing under way. */
  draw(command: DrawCommand): void {
    this.map?.draw(command);
  }

  /** What may be done to what is chosen, on its card and beside its entry. */
  private showActions(): void {
    const [object] = this.objects;
    const actions: Actions | null = this.reel && object && this.objects.length === 1 ? actionsOn(this, object) : null;
    showVerbs(this, this.entry ? this.objects : [], (of, key) => here.filling?.act(of, key));
    const offered = JSON.stringify(actions);
    if (offered === this.offered) return;
    this.offered = offered;
    set(MAP, { actions });
  }

  /** Whether the operation is only being planned: who opens it looks at its day, not at a map that is empty until then. */
  get isToCome(): boolean {
    const { starts_at, continuous } = this.setting.operation;
    return !continuous && present() < starts_at - HOUR;
  }

  /** Where to begin: where the link says; else at the start of what is to come; else now; else, for what is over, at its busiest hour. */
  private begin(times: readonly number[]): void {
    const wanted = this.wanted;
    this.wanted = null;
    if (wanted?.time != null) this.clock.goTo(wanted.time);
    else if (this.isToCome) this.clock.goTo(this.setting.operation.starts_at);
    else if (this.clock.canFollow) this.clock.follow();
    else this.clock.goTo(busiest(times) ?? this.clock.span.to);
    this.lookAt(wanted?.view ?? null);
    if (!wanted) return;
    this.clock.see(wanted.way, wanted.pair);
    set("way-of-seeing", { value: wanted.way });
    const row = wanted.entry === null ? null : (this.grid.entry(wanted.entry) ?? null);
    this.choose([...(row ?? wanted).objects], row);
    if (row) this.grid.select(row.seq);
  }

  private show(moment: Moment): void {
    const known = knownAt(moment);
    this.map?.showAt(moment.time, known);
    // At the end of the slider the log is whole: what was written at a desk afterwards is in it too.
    this.grid.showAt(this.atEnd(moment) ? Infinity : moment.time, known);
    this.seeing.moved(moment.time);
    showAlarmsAt(this);
    this.showPlan();
    planMoved(this);
    if (this.reach.on) this.reach.show();
    this.showActions();
    if (this.reel) this.figures.showAt(this.reel, moment);
    showUnderlays(this);
    this.settle();
  }

  private atEnd({ time }: Moment): boolean {
    return time >= this.clock.span.to && !this.clock.live;
  }

  private choose(objects: string[], entry: Row | null): void {
    this.objects = objects;
    this.entry = entry;
    this.spot = null;
    set(MAP, {
      selection: objects,
      popup: objects.length === 1 ? { objectId: objects[0] } : null,
      // A pin where the entry has no object of its own to show.
      marks:
        entry?.place && objects.length === 0
          ? [{ id: "entry", lng: entry.place[0], lat: entry.place[1], kind: "entry" }]
          : [],
    });
    this.grid.mark(objects, entry?.seq ?? null);
    this.panel.mark(objects);
    this.showActions();
    this.ruler.chosen();
    this.nearest.renew();
    this.statuses.renew();
    planChose(this);
    say("entry", entry ? this.grid.about(entry) : "");
    document.querySelector(".entry-tools")?.classList.toggle("idle", entry === null);
    this.showTools(entry);
    showPlacing(this);
    this.settle();
  }

  private showTools(entry: Row | null): void {
    const { words, access } = this.setting;
    // What does not count any more, and the opening, can be neither corrected nor struck; a strike
    // can only be struck, which brings back what it struck.
    const fixed = entry === null || isStruck(entry, null) || entry.fact === "Opened";
    const why = fixed ? words.fixed : this.why("strike");
    allow("strike", !fixed && this.may("strike"), why);
    allow("correct", !fixed && entry.fact !== "Struck" && this.may("strike"), why);
    if (entry === null) return;
    const ours = [entry.organisation, ...entry.objects.map((object) => this.placedBy(object))];
    const mayReserve = entry.fact !== "Opened" && ours.includes(access.organisation);
    allow("reserve", mayReserve && this.may("reserve"), mayReserve ? this.why("reserve") : words.mine);
    allow("attach", this.may("attach"), this.why("attach"));
    const read = this.readers.get(entry.seq) ?? [];
    const done = hasRead(read, access);
    const readable = entry.fact !== "Acknowledged";
    set("acknowledge", { children: done ? words.acknowledged : words.acknowledge });
    allow(
      "acknowledge",
      readable && !done && this.may("acknowledge"),
      done ? words.already_read : readable ? this.why("acknowledge") : words.nothing_to_read,
    );
    showReaders(this, read);
  }

  private settle(): void {
    if (this.settling !== null) clearTimeout(this.settling);
    this.settling = setTimeout(() => this.write(), SETTLED);
  }

  /** The address of the moment shown, which stays what it is while the clock goes on. */
  link(): string {
    return `${location.origin}${location.pathname}${address.write(this.addressed(this.clock.shown.time))}`;
  }

  /** The map as it is drawn now; null while there is none. */
  picture(): HTMLCanvasElement | null {
    return this.map?.picture() ?? null;
  }

  /** When any team went anywhere, as devices tell. */
  wentAt(): number[] {
    return this.map?.wentAt() ?? [];
  }

  /** The map itself, for who films it; null while there is none. */
  get camera(): Handle | null {
    return this.map;
  }

  /** West, south, east, north of what the map shows. */
  get bounds(): [number, number, number, number] | null {
    const bounds = this.map?.map?.getBounds();
    return bounds ? [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] : null;
  }

  private write(): void {
    if (!this.reel) return;
    const time = this.clock.live ? null : this.clock.shown.time;
    const said = address.write(this.addressed(time));
    if (said !== location.search) history.replaceState(history.state, "", `${location.pathname}${said}`);
  }

  private addressed(time: number | null): address.Place {
    const { way, pair } = this.clock.shown;
    return {
      operation: this.setting.operation.id,
      time,
      way,
      pair,
      as: this.seeing.as,
      objects: this.entry ? [] : this.objects,
      entry: this.entry?.seq ?? null,
      view: this.view,
    };
  }

  /** Look where the link says; else at what is on the map, which says more than the area. */
  private lookAt(view: address.Place["view"]): void {
    const around = heart(this.ground?.shapesOf(this.reel?.objects ?? []) ?? []) ?? this.setting.operation.area;
    if (view) set(MAP, { view: { center: [view[0], view[1]], zoom: view[2], duration: 0 } satisfies View });
    else if (around) set(MAP, { view: { bounds: around, padding: 56, duration: 0 } satisfies View });
  }

  private get ground(): Ground | null {
    return this.reel ? new Ground(this.reel, this.clock.shown) : null;
  }

  reelUrl(): string {
    return `${this.setting.url}/reel?locale=${this.setting.locale}`;
  }
}

/** The end of the hour in which most was written, or null of nothing. */
export function busiest(times: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const time of times) counts.set(Math.floor(time / HOUR), (counts.get(Math.floor(time / HOUR)) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return best ? (best[0] + 1) * HOUR : null;
}

function fit(bounds: [number, number, number, number]): View {
  const [west, south, east, north] = bounds;
  if (east - west < 1e-4 && north - south < 1e-4) return { center: [west, south], zoom: 14.5 };
  return { bounds, padding: 80 };
}

function point(coordinates: LngLat): Geometry {
  return { type: "Point", coordinates };
}
