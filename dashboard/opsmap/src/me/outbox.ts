/** What is to be told, kept on the telephone until the server has it: through tunnels, reloads and a server that is away. */
import type { Item } from "./told";

/** Positions that wait at most: a day of one every five seconds. Then the oldest goes, and that is said. */
export const MOST = 20_000;
const NAME = "vigie-me";
const TOLD = "told";

export interface Kept {
  id: number;
  item: Item;
}

export interface Waiting {
  fixes: number;
  statuses: number;
}

export interface Outbox {
  /** Keep one more; answers whether an older one had to go for it. */
  add(item: Item): Promise<boolean>;
  /** The first so many, in the order they were told. */
  first(count: number): Promise<Kept[]>;
  done(ids: readonly number[]): Promise<void>;
  count(): Promise<Waiting>;
  clear(): Promise<void>;
}

/** The outbox of this telephone; where its browser keeps nothing, one that lasts as long as the page. */
export async function openOutbox(most = MOST): Promise<{ box: Outbox; lasts: boolean }> {
  try {
    return { box: new StoredBox(await opened(), most), lasts: true };
  } catch {
    return { box: new PageBox(most), lasts: false };
  }
}

/** Lasts as long as the page. */
export class PageBox implements Outbox {
  private held: Kept[] = [];
  private last = 0;

  constructor(private readonly most = MOST) {}

  async add(item: Item): Promise<boolean> {
    const full = item.kind === "fix" && (await this.count()).fixes >= this.most;
    if (full) this.held.splice(this.held.findIndex((kept) => kept.item.kind === "fix"), 1);
    this.held.push({ id: ++this.last, item });
    return full;
  }

  async first(count: number): Promise<Kept[]> {
    return this.held.slice(0, count);
  }

  async done(ids: readonly number[]): Promise<void> {
    this.held = this.held.filter(({ id }) => !ids.includes(id));
  }

  async count(): Promise<Waiting> {
    const fixes = this.held.filter(({ item }) => item.kind === "fix").length;
    return { fixes, statuses: this.held.length - fixes };
  }

  async clear(): Promise<void> {
    this.held = [];
  }
}

/** Lasts: in the browser's own database, in the order it was told. */
class StoredBox implements Outbox {
  constructor(
    private readonly database: IDBDatabase,
    private readonly most: number,
  ) {}

  async add(item: Item): Promise<boolean> {
    const store = this.store("readwrite");
    const fixes = item.kind === "fix" ? await result(store.index("kind").count("fix")) : 0;
    const full = fixes >= this.most;
    if (full) {
      const oldest = await result(store.index("kind").getKey("fix"));
      if (oldest !== undefined) store.delete(oldest);
    }
    store.add({ kind: item.kind, item });
    await finished(store.transaction);
    return full;
  }

  async first(count: number): Promise<Kept[]> {
    return result(this.store("readonly").getAll(null, count)) as Promise<Kept[]>;
  }

  async done(ids: readonly number[]): Promise<void> {
    const store = this.store("readwrite");
    for (const id of ids) store.delete(id);
    await finished(store.transaction);
  }

  async count(): Promise<Waiting> {
    const index = this.store("readonly").index("kind");
    const [fixes, statuses] = await Promise.all([result(index.count("fix")), result(index.count("status"))]);
    return { fixes, statuses };
  }

  async clear(): Promise<void> {
    const store = this.store("readwrite");
    store.clear();
    await finished(store.transaction);
  }

  private store(mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction(TOLD, mode).objectStore(TOLD);
  }
}

function opened(): Promise<IDBDatabase> {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore(TOLD, { keyPath: "id", autoIncrement: true }).createIndex("kind", "kind");
  };
  return result(asked);
}

function result<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("IndexedDB"));
  });
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("IndexedDB"));
  });
}
