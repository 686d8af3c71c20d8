/**
 * A telephone that tells where it is, for as long as whoever carries it wants it to.
 *
 * Nothing is measured before it was agreed to, nor while it is off. What is measured goes into the outbox with its own
 * time, and leaves it once the server has it.
 */
import { fill } from "../page/setting";
import * as keeping from "./keeping";
import type { Outbox, Waiting } from "./outbox";
import { Pressing } from "./pressing";
import { Sender } from "./sending";
import { askPhone, report } from "./server";
import { stateOf } from "./standing";
import type { Fix, Item, Phone } from "./told";
import type { View } from "./view";
import { Watching } from "./watching";

const TICK = 1_000;
/** How often it is asked for whom the telephone speaks, while nothing is sent. */
const ASK = 30_000;
/** More than the outbox ever holds. */
const ALL = 100_000;

export class Me {
  private phone: Phone | null = keeping.lastPhone();
  private sentence: string | null = null;
  private trouble: "denied" | "unavailable" | null = null;
  private fix: Fix | null = null;
  private away = false;
  private asking = false;
  private askedAt = 0;
  private lost = 0;
  private waiting: Waiting = { fixes: 0, statuses: 0 };
  readonly pressing: Pressing;
  private readonly sender: Sender;
  private readonly watching: Watching;

  constructor(
    private readonly view: View,
    private readonly box: Outbox,
    private readonly lasts: boolean,
  ) {
    this.watching = new Watching({
      moved: (fix) => void this.moved(fix),
      troubled: (trouble) => {
        // What the telephone refuses is off, whatever was agreed to: the switch must not say otherwise.
        if (trouble === "denied") this.stop();
        this.trouble = trouble;
        this.show();
      },
    });
    this.sender = new Sender(box, (body) => report(keeping.link(), body), {
      taken: (phone, sentences) => {
        this.heardOf(phone);
        this.away = false;
        this.view.refused(sentences);
        void this.count();
      },
      refused: (sentence) => this.view.refused([sentence]),
      closed: (sentence) => this.close(sentence),
      away: () => {
        this.away = true;
        this.show();
      },
    });
    this.pressing = new Pressing({
      view,
      phone: () => this.phone,
      fix: () => (keeping.isOn() ? this.fix : null),
      unsent: () => this.waiting.statuses,
      put: (item) => this.put(item),
      withdraw: (at) => this.withdraw(at),
    });
    setInterval(() => this.tick(), TICK);
    addEventListener("online", () => this.sender.hurry());
    addEventListener("focus", () => void this.ask());
    document.addEventListener("keydown", (event) => this.pressing.key(event));
  }

  /** What was on before the page was loaded goes on; what was not, does not. */
  async begin(): Promise<void> {
    await this.count();
    this.show();
    await this.ask();
    if (keeping.isOn() && keeping.agreed() !== null) this.start();
    this.sender.poke();
  }

  /** The switch. */
  turn(): void {
    if (keeping.isOn()) this.stop();
    else if (this.mustAsk()) this.view.ask(this.phone, true);
    else this.start();
  }

  agree(): void {
    keeping.agree(this.operations());
    this.view.ask(this.phone, false);
    this.start();
  }

  later(): void {
    this.view.ask(this.phone, false);
  }

  /** Erase what was not sent. */
  async drop(): Promise<void> {
    const { words } = this.view;
    if (!confirm(fill(words.sure_drop, { ...this.waiting }))) return;
    await this.box.clear();
    this.pressing.forget(words.dropped);
    await this.count();
  }

  async forget(): Promise<void> {
    if (!confirm(this.view.words.sure_forget)) return;
    this.stop();
    keeping.forget();
    await this.box.clear();
    this.phone = null;
    location.reload();
  }

  private start(): void {
    keeping.turn(true);
    this.trouble = null;
    this.fix = null;
    this.watching.start();
    this.show();
  }

  private stop(): void {
    keeping.turn(false);
    this.watching.stop();
    this.trouble = null;
    this.show();
  }

  private async moved(fix: Fix): Promise<void> {
    this.fix = fix;
    await this.put({ kind: "fix", said: fix });
  }

  private async put(item: Item): Promise<void> {
    if (await this.box.add(item)) this.lost++;
    await this.count();
    this.sender.poke();
  }

  /** What is being sent may have arrived: that is taken back, not withdrawn. */
  private async withdraw(at: number): Promise<boolean> {
    const waits = (await this.box.first(ALL)).find(({ item }) => item.kind === "status" && item.said.at === at);
    if (!waits || this.sender.busy) return false;
    await this.box.done([waits.id]);
    await this.count();
    return true;
  }

  private async ask(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    this.askedAt = performance.now();
    const answer = await askPhone(keeping.link());
    this.asking = false;
    if (answer === null) this.away = true;
    else if ("closed" in answer) this.close(answer.closed);
    else {
      this.away = false;
      this.heardOf(answer);
    }
    this.show();
  }

  /** For whom it speaks now: where others would see it than was agreed to, it stops until its wearer was asked. */
  private heardOf(phone: Phone): void {
    this.phone = phone;
    this.sentence = null;
    keeping.keepPhone(phone);
    if (!keeping.isOn()) return;
    if (this.mustAsk()) {
      this.stop();
      this.view.ask(phone, true);
    } else if (keeping.agreed()?.length === 0) keeping.agree(this.operations());
  }

  /** By a link that ended, nothing more is to be known of where one is; who was signed out signs in again. */
  private close(sentence: string): void {
    this.sentence = sentence;
    if (keeping.link() !== null) this.watching.stop();
    this.show();
  }

  private mustAsk(): boolean {
    return keeping.mustAsk(keeping.agreed(), this.operations());
  }

  private operations(): string[] {
    return [...new Set(this.phone?.teams.map(({ operation }) => operation))];
  }

  private async count(): Promise<void> {
    this.waiting = await this.box.count();
    this.show();
  }

  private tick(): void {
    if (performance.now() - this.askedAt > ASK && !document.hidden) void this.ask();
    this.pressing.tick();
    this.show();
  }

  private show(): void {
    const closed = this.sentence !== null;
    const state = stateOf({
      secure: isSecureContext,
      supported: "geolocation" in navigator,
      closed,
      mayNot: (this.phone?.may_not ?? null) !== null,
      on: keeping.isOn(),
      trouble: this.trouble,
      fixAt: this.fix?.at ?? null,
      online: navigator.onLine,
      away: this.away,
    });
    this.view.show({
      state,
      on: keeping.isOn(),
      phone: this.phone,
      fix: this.fix,
      waiting: this.waiting,
      status: this.pressing.status(),
      lost: this.lost,
      lasts: this.lasts,
      byLink: keeping.link() !== null,
    });
  }
}
