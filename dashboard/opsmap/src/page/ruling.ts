// How an operation is run, read from the entries the page holds: who has access, what is reserved, who has read.

import type { LogEntry } from "./log";
import { isStruck } from "./log";

export type Level = "read" | "contribute" | "coordinate";
export type Phase = "planned" | "active" | "closed" | "archived";

/** An entry, with what it says where it runs the operation. */
export interface Ruled extends LogEntry {
  readonly fact: string;
  readonly author: string;
  readonly about?: number | null;
  readonly audience?: readonly string[] | null;
  readonly embargo_until?: number | null;
  readonly corrects?: number | null;
  readonly ruling?: Record<string, unknown>;
}

export interface Access {
  readonly organisation: string;
  readonly level: Level;
  readonly reason: string;
  /** When it was given, by whom, under which number. */
  readonly since: number;
  readonly by: string;
  readonly seq: number;
  readonly starts_at: number | null;
  readonly ends_at: number | null;
}

/** Who may read: `by`, the `audience` beside it (null: everybody), the others not before `until`. */
export interface Limit {
  readonly by: string;
  readonly audience: readonly string[] | null;
  readonly until: number | null;
}

export interface ReadBy {
  readonly name: string;
  readonly organisation: string;
  readonly at: number;
}

export interface Turn {
  readonly phase: Phase;
  readonly reason: string;
  readonly by: string;
  readonly organisation: string;
  readonly at: number;
}

export interface Attachment {
  readonly sha256: string;
  readonly name: string;
  /** The entry it was attached to, if any. */
  readonly to: number | null;
  readonly seq: number;
}

/** The entries that run the operation and count, in order. */
export function* rules(entries: readonly Ruled[]): Iterable<Ruled & { ruling: Record<string, unknown> }> {
  for (const entry of entries) {
    if (entry.ruling && !isStruck(entry, null)) yield entry as Ruled & { ruling: Record<string, unknown> };
  }
}

/** The access given and not taken back, by name of the organisation. */
export function accesses(entries: readonly Ruled[]): Access[] {
  const given = new Map<string, Access>();
  for (const { fact, ruling, author, recorded_at, seq } of rules(entries)) {
    const organisation = String(ruling.organisation);
    if (fact === "Revoked") given.delete(organisation);
    if (fact !== "Granted") continue;
    given.set(organisation, {
      organisation,
      level: ruling.level as Level,
      reason: String(ruling.reason),
      since: recorded_at,
      by: author,
      seq,
      starts_at: (ruling.starts_at as number | null) ?? null,
      ends_at: (ruling.ends_at as number | null) ?? null,
    });
  }
  return [...given.values()].sort((a, b) => a.organisation.localeCompare(b.organisation));
}

/** Whether an access is in force, is yet to begin, or has ended. */
export function standing(access: Access, now: number): "in_force" | "not_yet" | "ended" {
  if (access.ends_at !== null && access.ends_at <= now) return "ended";
  return access.starts_at !== null && now < access.starts_at ? "not_yet" : "in_force";
}

/** What limits the reading of each entry: as it was written, as it was reserved since, and by its objects. */
export class Limits {
  private readonly ofEntry = new Map<number, Limit>();
  private readonly ofObject = new Map<string, Limit>();

  constructor(entries: readonly Ruled[]) {
    for (const { seq, organisation, audience = null, embargo_until: until = null } of entries) {
      if (audience !== null || until !== null) this.ofEntry.set(seq, { by: organisation, audience, until });
    }
    const wroteIt = new Map(entries.map(({ seq, organisation }) => [seq, organisation]));
    for (const { fact, ruling, organisation } of rules(entries)) {
      if (fact !== "Reserved") continue;
      const said = {
        audience: (ruling.audience as string[] | null) ?? null,
        until: (ruling.embargo_until as number | null) ?? null,
      };
      if (typeof ruling.seq === "number")
        this.ofEntry.set(ruling.seq, { by: wroteIt.get(ruling.seq) ?? organisation, ...said });
      else this.ofObject.set(String(ruling.object_id), { by: organisation, ...said });
    }
  }

  /** The limits of an entry that keep somebody out at `now`. */
  on(entry: LogEntry, now: number): Limit[] {
    const found = [this.ofEntry.get(entry.seq), ...entry.objects.map((object) => this.ofObject.get(object))];
    return found.filter(
      (limit): limit is Limit =>
        limit !== undefined && (limit.audience !== null || (limit.until !== null && now < limit.until)),
    );
  }
}

/** Whether somebody is among those who have read an entry. */
export function hasRead(read: readonly ReadBy[], { name, organisation }: { name: string; organisation: string }): boolean {
  return read.some((by) => by.name === name && by.organisation === organisation);
}

/** For how many days tracks are kept, and who said so; null for good. */
export function keptFor(entries: readonly Ruled[]): { days: number; by: string } | null {
  const said = [...rules(entries)].filter(({ fact }) => fact === "RetentionSet").at(-1);
  return typeof said?.ruling.days === "number" ? { days: said.ruling.days, by: `${said.author}, ${said.organisation}` } : null;
}

/** Who has read and understood each entry, in the order they said so. */
export function readers(entries: readonly Ruled[]): Map<number, ReadBy[]> {
  const found = new Map<number, ReadBy[]>();
  for (const { fact, ruling, author, organisation, recorded_at } of rules(entries)) {
    if (fact !== "Acknowledged") continue;
    const seq = Number(ruling.seq);
    found.set(seq, [...(found.get(seq) ?? []), { name: author, organisation, at: recorded_at }]);
  }
  return found;
}

/** The phases the operation went through, the last one last. */
export function turns(entries: readonly Ruled[]): Turn[] {
  return [...rules(entries)]
    .filter(({ fact }) => fact === "Phased")
    .map(({ ruling, author, organisation, recorded_at }) => ({
      phase: ruling.phase as Phase,
      reason: String(ruling.reason ?? ""),
      by: author,
      organisation,
      at: recorded_at,
    }));
}

/** What was attached, to the operation or to an entry. */
export function attachments(entries: readonly Ruled[]): Attachment[] {
  return [...rules(entries)]
    .filter(({ fact }) => fact === "Attached")
    .map(({ ruling, seq }) => ({
      sha256: String(ruling.sha256),
      name: String(ruling.name),
      to: (ruling.seq as number | null) ?? null,
      seq,
    }));
}

/** Organisations that appear in the log, or have access. */
export function organisations(entries: readonly Ruled[]): string[] {
  const found = new Set(entries.map(({ organisation }) => organisation));
  for (const access of accesses(entries)) found.add(access.organisation);
  found.delete("");
  return [...found].sort((a, b) => a.localeCompare(b));
}

/** Whether entries change what the reader may do, so that the server has to be asked what that is. */
export function changesRights(entries: readonly Ruled[]): boolean {
  return entries.some(
    ({ fact, ...entry }) => ["Granted", "Revoked", "Phased", "Struck"].includes(fact) || entry.corrects != null,
  );
}
