/** The cover of the day: how many are there, how many are reached, with a cursor at the instant shown; and the gaps. */
import { make, table } from "./dom";
import type { Page } from "./page";
import type { Cover, Gap } from "./places-said";
import { instantAt, models, people, share, wait } from "./places-said";
import { fill } from "./setting";
import { show } from "./showing";

const ROOM = "places-gap";
const SHOWN = 100;

/** Of plotly, which Dash brings with the density strip, what is used here. */
interface Plotly {
  react(div: HTMLElement, data: unknown[], layout: unknown, config: unknown): Promise<unknown>;
  relayout(div: HTMLElement, layout: unknown): Promise<unknown>;
  purge(div: HTMLElement): void;
}

type Drawn = HTMLElement & { on?(event: "plotly_click", heard: (event: { points: { x: string }[] }) => void): void };

function plotly(): Plotly | undefined {
  return (window as unknown as { Plotly?: Plotly }).Plotly;
}

export class Curve {
  private readonly now = make("p", {});
  private readonly drawing = make("div", { className: "curve" }) as Drawn;
  private wired = false;

  constructor(
    private readonly page: Page,
    private readonly cover: Cover,
  ) {
    this.now.setAttribute("role", "status");
  }

  /** The whole answer: its curve, what holds now, what is not reached, and what it is made with. */
  build(): HTMLElement {
    const { words } = this.page.setting;
    const { gaps, gap_count: count, notes, helps } = this.cover;
    const told = make(
      "section",
      {},
      make("h3", {}, words.places_day),
      helps.length ? null : make("p", { className: "wrong" }, words.places_no_helps),
      this.drawing,
      this.now,
      ...notes.map((note) => make("p", { className: "hint" }, note)),
      make("h3", {}, count ? fill(words.places_gaps, { count }) : words.places_no_gaps),
      gaps.length ? this.gaps(gaps.slice(0, SHOWN)) : null,
      count > SHOWN ? make("p", { className: "hint" }, fill(words.places_more, { count: count - SHOWN })) : null,
      ...models(this.page, this.cover.models).map((said) => make("p", { className: "hint" }, said)),
    );
    requestAnimationFrame(() => this.draw());
    return told;
  }

  /** The clock stands at another instant. */
  moved(): void {
    const { words } = this.page.setting;
    const { time } = this.page.clock.shown;
    const at = instantAt(this.cover, time);
    const [there, reached] = [this.cover.people[at], this.cover.reached[at]];
    const when = this.page.wording.dayAndTime(this.cover.instants[at]);
    this.now.textContent = there
      ? fill(words.places_now, {
          time: when,
          reached: people(this.page, reached),
          people: people(this.page, there),
          percent: share(this.page, reached, there),
          twice: people(this.page, this.cover.twice[at]),
          whole: this.cover.whole[at],
          places: this.cover.places[at],
        })
      : fill(words.places_nobody, { time: when });
    if (this.wired) void plotly()?.relayout(this.drawing, { shapes: [this.cursor()] });
  }

  destroy(): void {
    show(ROOM, null);
    if (this.wired) plotly()?.purge(this.drawing);
  }

  private draw(): void {
    const { words } = this.page.setting;
    const found = plotly();
    this.moved();
    if (!found || !this.drawing.isConnected) return;
    const x = this.cover.instants.map((at) => this.page.wording.forInput(at));
    const long = x[0].slice(0, 10) !== x[x.length - 1].slice(0, 10);
    const ink = getComputedStyle(this.drawing).color;
    const line = (y: readonly number[], name: string, more: object): object => ({
      x, y, name, type: "scatter", mode: "lines", hovertemplate: `%{y:,.0f} ${name}<extra></extra>`, ...more,
    });
    const data = [
      line(this.cover.people, words.places_people, { line: { color: ink, width: 1.5, dash: "dot", shape: "hv" } }),
      line(this.cover.reached, words.places_reached, { line: { color: "#0b8a83", width: 2, shape: "hv" }, fill: "tozeroy", fillcolor: "rgba(11,138,131,.25)" }),
      line(this.cover.twice, words.places_twice, { line: { color: "#d97706", width: 1.5, shape: "hv" } }),
    ];
    const grid = { gridcolor: "rgba(128,128,128,.25)", zeroline: false, fixedrange: true };
    const layout = {
      margin: { l: 44, r: 8, t: 4, b: long ? 36 : 24 },
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      font: { color: ink, size: 11 }, separators: this.page.setting.locale === "fr" ? ",\u202f" : ".,",
      legend: { orientation: "h", y: 1.18, x: 0 }, hovermode: "x unified", hoverlabel: { font: { color: "#111" }, bgcolor: "#fff" },
      xaxis: { ...grid, type: "date", tickformat: long ? "%d/%m\n%H:%M" : "%H:%M" }, yaxis: { ...grid, rangemode: "tozero" },
      shapes: [this.cursor()],
    };
    void found.react(this.drawing, data, layout, { displayModeBar: false, responsive: true }).then(() => {
      if (this.wired) return;
      this.wired = true;
      this.drawing.on?.("plotly_click", ({ points }) => {
        const at = this.page.wording.fromInput(points[0].x.replace(" ", "T"));
        if (at !== null) this.page.clock.goTo(at);
      });
    });
  }

  private cursor(): object {
    const x = this.page.wording.forInput(this.page.clock.shown.time);
    return { type: "line", xref: "x", yref: "paper", x0: x, x1: x, y0: 0, y1: 1, line: { color: "#c2185b", width: 2 } };
  }

  private gaps(gaps: readonly Gap[]): HTMLElement {
    const { words } = this.page.setting;
    const { wording } = this.page;
    const headings = [words.places_place, words.places_when, words.places_missed, words.places_wait];
    return table(
      headings,
      gaps.map((gap) => [
        make("button", { className: "link", onclick: () => this.goTo(gap) }, gap.name),
        `${wording.dayAndTime(gap.from)} – ${wording.forInput(gap.from).slice(0, 10) === wording.forInput(gap.to).slice(0, 10) ? wording.shortTime(gap.to) : wording.dayAndTime(gap.to)}`,
        people(this.page, gap.people),
        wait(this.page, gap.wait_s),
      ]),
    );
  }

  /** The instant the gap is widest at, and whoever waits longest in it. */
  private goTo(gap: Gap): void {
    this.page.clock.goTo(gap.at);
    if (this.page.shapeOf(gap.place)) this.page.pick(gap.place);
    else this.page.showPlace([gap.lon, gap.lat], Math.max(13, this.page.zoom));
    const text = `${gap.name} · ${people(this.page, gap.people)} · ${wait(this.page, gap.wait_s)}`;
    show(ROOM, { shapes: [], tags: [{ lng: gap.lon, lat: gap.lat, text }] });
  }
}
