/** Reading: what is new since the reader last looked, and entries acknowledged by name. */
import { say, reveal } from "./dash";
import { here } from "./here";
import type { Page } from "./page";
import type { ReadBy } from "./ruling";
import { proof } from "./proof";
import { Sending } from "./sending";
import { fill } from "./setting";

/** The counts of the picker are asked again this often. */
const EVERY = 20_000;

const sending = new Sending("acknowledge", "entry-refusal");
const elsewhere = new Map<string, number>();

export const gestures = {
  acknowledged(clicks: number | undefined): void {
    const { page } = here;
    if (clicks && page?.entry) void sending.record(page, "Acknowledged", { seq: page.entry.seq });
  },

  readAll(clicks: number | undefined): void {
    if (clicks) void here.page?.marks.all();
  },
};

/** The reader's mark in the operation now open: entries after it are new. */
export class Marks {
  private read: number | null = null;
  private url = "";

  constructor(private readonly page: Page) {
    setInterval(() => void count(), EVERY);
  }

  /** Who never looked has nothing new: all of it is. What comes from now on will be. */
  async open(url: string): Promise<void> {
    this.read = null;
    this.url = url;
    const told = await asked<{ read: number; head: number }>(`${url}/read`);
    if (!told || this.url !== url) return;
    this.read = told.read;
    if (told.read === 0) await this.all(told.head);
    this.show();
    await count();
  }

  isNew(seq: number): boolean {
    return this.read !== null && this.read > 0 && seq > this.read;
  }

  /** What the reader wrote needs no reading. */
  grown(): void {
    const fresh = this.page.entries.filter(({ seq }) => this.isNew(seq));
    const { name, organisation } = this.page.setting.access;
    const ours = fresh.every((entry) => entry.author === name && entry.organisation === organisation);
    if (fresh.length > 0 && ours) void this.all();
    else this.show();
  }

  async all(head = this.page.entries.at(-1)?.seq ?? 0): Promise<void> {
    const { url } = this;
    const told = await asked<{ read: number }>(`${url}/read`, { read: head });
    if (!told || this.url !== url) return;
    this.read = told.read;
    this.show();
    await count();
  }

  private show(): void {
    const fresh = this.page.entries.filter(({ seq }) => this.isNew(seq)).length;
    say("read-all-said", fill(this.page.setting.words.read_all, { count: fresh }));
    reveal("read-all", fresh > 0);
    this.page.grid.refresh();
  }
}

/** "Lu et compris par Dr X (14:05), …" under the entry chosen; nothing where nobody has. */
export function showReaders(page: Page, found: readonly ReadBy[]): void {
  const { words } = page.setting;
  say("entry-read", found.length ? fill(words.read_by_whom, { names: namesOf(page, found) }) : "");
  sending.clear();
}

export function namesOf(page: Page, found: readonly ReadBy[]): string {
  const { words } = page.setting;
  return found
    .map(({ name, organisation, at }) =>
      fill(words.read_at, { name: `${name}, ${organisation}`, time: page.wording.dayAndTime(at) }),
    )
    .join(" ; ");
}

/** How many entries of an operation are unread. */
export function unreadIn(operation: string): number {
  return elsewhere.get(operation) ?? 0;
}

async function count(): Promise<void> {
  const told = await asked<Record<string, number>>("/api/unread");
  if (!told) return;
  elsewhere.clear();
  for (const [operation, unread] of Object.entries(told)) elsewhere.set(operation, unread);
}

async function asked<T>(url: string, body?: object): Promise<T | null> {
  const how: RequestInit = body
    ? { method: "PUT", headers: { "Content-Type": "application/json", ...proof() }, body: JSON.stringify(body) }
    : {};
  // A mark that could not be kept is asked for again next time; it is worth no alarm.
  const response = await fetch(url, { credentials: "same-origin", ...how }).catch(() => null);
  return response?.ok ? ((await response.json()) as T) : null;
}
