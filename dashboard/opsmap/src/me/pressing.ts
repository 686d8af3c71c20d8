/** The statuses somebody presses on a telephone: each at the time it was pressed, and taken back where it was a mistake. */
import { fill } from "../page/setting";
import type { Fix, Item, Phone } from "./told";
import { canCome, type View } from "./view";

/** A position that is older says nothing of where a status was pressed. */
const FRESH = 120_000;
/** So long one may take back what one pressed by mistake. */
const UNDO = 10 * 60_000;

/** What pressing needs of the telephone. */
export interface Held {
  readonly view: View;
  phone(): Phone | null;
  /** Where it was last, while it is on. */
  fix(): Fix | null;
  /** How many statuses were not sent yet. */
  unsent(): number;
  put(item: Item): Promise<void>;
  /** Takes a status out of the outbox that was not sent; answers whether it was there. */
  withdraw(at: number): Promise<boolean>;
}

interface Last {
  at: number;
  status: string;
  label: string;
}

export class Pressing {
  private last: Last | null = null;

  constructor(private readonly held: Held) {}

  /** A status of the team, at this very moment. */
  async press(status: string): Promise<void> {
    const { held } = this;
    const team = held.phone()?.teams[0];
    const step = team?.steps.find((one) => one.status === status);
    if (!team || !step || !canCome(team.steps, status, this.status())) return;
    const at = Date.now();
    this.last = { at, status, label: step.label };
    held.view.pressed(fill(held.view.words.pressed, { status: step.label, time: held.view.time(at) }), true);
    await held.put({ kind: "status", said: { at, status, ...this.place(at), taken_back: false } });
  }

  async undo(): Promise<void> {
    const { held, last } = this;
    if (!last) return;
    this.forget(fill(held.view.words.undone, { status: last.label }));
    if (await held.withdraw(last.at)) return;
    await held.put({ kind: "status", said: { at: last.at, status: last.status, lon: null, lat: null, taken_back: true } });
  }

  /** Nothing is to be taken back any more. */
  forget(said = ""): void {
    this.last = null;
    this.held.view.pressed(said, false);
  }

  tick(): void {
    if (this.last && Date.now() - this.last.at > UNDO) this.forget();
  }

  /** The digit of a keyboard, where somebody has one. */
  key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const step = this.held.phone()?.teams[0]?.steps.find(({ key }) => key !== null && key === event.key);
    if (step) void this.press(step.status);
  }

  /** The team's, as far as this telephone knows: what was pressed and waits counts already. */
  status(): string | null {
    const said = this.held.phone()?.teams[0]?.status ?? null;
    return this.last && this.held.unsent() > 0 ? this.last.status : said;
  }

  /** Where a status is pressed, if that was measured just before. */
  private place(at: number): { lon: number | null; lat: number | null } {
    const fix = this.held.fix();
    return fix && at - fix.at < FRESH ? { lon: fix.lon, lat: fix.lat } : { lon: null, lat: null };
  }
}
