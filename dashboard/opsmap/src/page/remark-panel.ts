/** The panel of remarks: the form of one, and the list of those there are; a line leads to its instant. */
import { aimAt } from "./aiming";
import { button, choose, labelled, write } from "./asking";
import { element, reveal } from "./dash";
import { make } from "./dom";
import { putAway } from "./over-map";
import type { Page } from "./page";
import { CATEGORIES, type Category, type Remark, type Remarks, type Said, type Version } from "./remarks";
import { fill } from "./setting";

export class RemarkPanel {
  /** The remark that is being written, or corrected. */
  private draft: Said | null = null;
  private old: Remark | null = null;
  /** What was sent last, and under which key: the same again is the same remark, anything else is another. */
  private sent = { said: "", key: "" };
  private written = 0;
  private chosen: string | null = null;

  constructor(
    private readonly page: Page,
    private readonly remarks: Remarks,
  ) {}

  open(): void {
    this.page.alone(this.remarks);
    reveal("remarks-panel", true);
    this.renew();
    this.remarks.retag();
    element("remarks-close")?.focus();
  }

  close(): boolean {
    const panel = element("remarks-panel");
    if (!panel || panel.classList.contains("hidden")) return false;
    this.drop();
    putAway("remarks-panel");
    this.remarks.retag();
    return true;
  }

  /** Write a remark about `at`, or correct one. */
  write(old: Remark | null, at: number): void {
    this.open();
    this.old = old;
    this.written += 1;
    this.draft = old ? { ...old } : { at, until: null, place: null, text: "", category: "mark" };
    this.renew();
    element("remark-text")?.focus();
  }

  /** One of them was gone to. */
  mark(id: string): void {
    this.chosen = id;
    for (const line of element("remarks-body")?.querySelectorAll("li") ?? []) line.classList.toggle("chosen", line.dataset.remark === id);
    element("remarks-body")?.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  }

  renew(): void {
    const body = element("remarks-body");
    if (!body || element("remarks-panel")?.classList.contains("hidden")) return;
    // What is being typed stays: the list below it is made anew.
    const form = body.querySelector<HTMLElement>(".remark-form");
    const typing = form !== null && this.draft !== null && form.dataset.written === String(this.written);
    const list = this.list();
    if (typing) form.nextElementSibling?.replaceWith(list);
    else body.replaceChildren(this.draft ? this.form(this.draft) : make("div", {}), list);
  }

  private drop(): void {
    if (this.draft) aimAt(null);
    this.draft = this.old = null;
  }

  private form(draft: Said): HTMLElement {
    const { setting, wording } = this.page;
    const { words } = setting;
    const text = make("textarea", {}) as HTMLTextAreaElement;
    text.id = "remark-text";
    text.rows = 3;
    text.maxLength = 1_000;
    text.value = draft.text;
    text.addEventListener("input", () => (draft.text = text.value));
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void this.keep();
    });
    const category = choose(CATEGORIES.map((each) => [each, words[`remark_${each}`]] as const), draft.category, (value) => (draft.category = value as Category));
    const at = this.instant(draft.at, (time) => (draft.at = time ?? Number.NaN));
    const until = this.instant(draft.until, (time) => (draft.until = time));
    const point = button(draft.place ? words.remark_placed : words.remark_point, () => {
      point.textContent = words.remark_pointing;
      aimAt((lng, lat) => {
        draft.place = [lng, lat];
        point.textContent = words.remark_placed;
        bare.hidden = false;
        text.focus();
      });
    });
    const bare = button(words.remark_no_place, () => {
      draft.place = null;
      aimAt(null);
      point.textContent = words.remark_point;
      bare.hidden = true;
    });
    bare.hidden = draft.place === null;
    const refusal = make("p", { className: "refusal" });
    refusal.setAttribute("role", "alert");
    refusal.hidden = true;
    const form = make(
      "div",
      { className: "remark-form" },
      make("h3", {}, this.old ? words.remark_change : `${words.remark_new} · ${wording.precisely(draft.at)}`),
      labelled(words.remark_text, text),
      make("div", { className: "row" }, labelled(words.remark_category, category), labelled(words.remark_at, at), labelled(words.remark_until, until)),
      make("div", { className: "panel-actions" }, point, bare),
      refusal,
      make("div", { className: "panel-actions" }, button(words.remark_save, () => void this.keep(), "main"), button(words.remark_cancel, () => this.leave())),
    );
    form.dataset.written = String(this.written);
    return form;
  }

  /** A field of an instant, to the second; what is not touched stays as exact as it was. */
  private instant(time: number | null, changed: (time: number | null) => void): HTMLInputElement {
    const { wording } = this.page;
    const field = write(time === null ? "" : wording.forInput(time), "datetime-local");
    field.addEventListener("change", () => changed(field.value ? wording.fromInput(field.value) : null));
    return field;
  }

  private leave(): void {
    this.drop();
    this.renew();
    element("remarks-close")?.focus();
  }

  private async keep(): Promise<void> {
    const { draft, old } = this;
    if (!draft) return;
    if (Number.isNaN(draft.at)) this.refuse(this.page.setting.words.remark_time);
    else {
      const said = JSON.stringify(draft);
      if (said !== this.sent.said) this.sent = { said, key: crypto.randomUUID() };
      const wrong = await this.remarks.keep(draft, old, old ? "" : this.sent.key);
      if (wrong === null) {
        this.sent = { said: "", key: "" };
        this.leave();
      } else this.refuse(wrong);
    }
  }

  private refuse(sentence: string): void {
    const said = element("remarks-body")?.querySelector<HTMLElement>(".refusal");
    if (!said) return;
    said.textContent = sentence;
    said.hidden = false;
  }

  private list(): HTMLElement {
    const { words, url } = this.page.setting;
    const { list } = this.remarks;
    const lines = list.map((remark) => this.line(remark));
    const taken = (name: string, label: string): HTMLElement => make("a", { href: `${url}/${name}`, download: "" }, label);
    return make(
      "div",
      {},
      make("p", { className: "hint" }, list.length ? words.remark_hint : words.remark_nothing),
      make("ul", { className: "remark-list" }, ...lines),
      make("p", { className: "takeaway" }, taken("remarks.jsonl", words.remarks_file), taken("journal.jsonl", words.journal_file)),
    );
  }

  private line(remark: Remark): HTMLElement {
    const { words, access } = this.page.setting;
    const { wording } = this.page;
    const when = remark.until === null ? wording.precisely(remark.at) : `${wording.precisely(remark.at)} – ${wording.precisely(remark.until)}`;
    const told = make(
      "button",
      { className: "told", onclick: () => this.remarks.goTo(remark.id) },
      make("span", { className: `tint ${remark.category}` }, words[`remark_${remark.category}`]),
      make("b", {}, when),
      make("span", { className: "text" }, remark.text),
    );
    const before = remark.before.length
      ? make("details", {}, make("summary", {}, fill(words.remark_before, { count: remark.before.length })), ...remark.before.map((version) => this.earlier(version)))
      : null;
    const actions = access.may.remark
      ? make("div", { className: "panel-actions" }, button(words.remark_correct, () => this.write(remark, remark.at)), this.withdrawing(remark))
      : null;
    const line = make("li", {}, told, make("span", { className: "soft when" }, this.signed(remark)), before, actions);
    line.dataset.remark = remark.id;
    line.classList.toggle("chosen", remark.id === this.chosen);
    return line;
  }

  /** Asked twice: what is withdrawn is listed no more. */
  private withdrawing(remark: Remark): HTMLButtonElement {
    const { words } = this.page.setting;
    let sure = false;
    const pressed = button(words.remark_withdraw, () => {
      if (sure) void this.remarks.withdraw(remark).then((wrong) => wrong && (pressed.textContent = wrong));
      else pressed.textContent = words.again;
      sure = true;
    });
    return pressed;
  }

  private earlier(version: Version): HTMLElement {
    return make("p", { className: "soft" }, `${this.page.wording.precisely(version.at)} · ${this.remarks.titled(version)} — ${this.signed(version)}`);
  }

  private signed({ author, madeAt }: Version): string {
    return fill(this.page.setting.words.remark_by, { author, time: this.page.wording.dayAndTime(madeAt) });
  }
}
