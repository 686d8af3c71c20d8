/** What this telephone remembers of its page: the link it was opened by, what was agreed to, whether it is on. */
import type { Phone } from "./told";

const LINK = "vigie-me-link";
const ON = "vigie-me-on";
const AGREED = "vigie-me-agreed";
const PHONE = "vigie-me-phone";
const TOKEN = /^#(vigie_[\w-]{20,200})$/;

/** Takes the token out of the address, where it would be seen, shared and bookmarked; answers whether it is another. */
export function takeLink(): boolean {
  const token = TOKEN.exec(location.hash)?.[1];
  if (!token) return false;
  history.replaceState(null, "", location.pathname);
  if (token === link()) return false;
  forget();
  write(LINK, token);
  return true;
}

export function link(): string | null {
  return read(LINK);
}

export function isOn(): boolean {
  return read(ON) !== null;
}

export function turn(on: boolean): void {
  write(ON, on ? "on" : null);
}

/** The operations whose readers may see this telephone, as its wearer agreed to; null if they never did. */
export function agreed(): string[] | null {
  return parsed<string[]>(AGREED);
}

export function agree(operations: readonly string[]): void {
  write(AGREED, JSON.stringify(operations));
}

/** For whom it spoke last: shown while the server is away. */
export function lastPhone(): Phone | null {
  return parsed<Phone>(PHONE);
}

export function keepPhone(phone: Phone): void {
  write(PHONE, JSON.stringify(phone));
}

/** Nothing is left of the link, nor of what was agreed to. */
export function forget(): void {
  for (const name of [LINK, ON, AGREED, PHONE]) write(name, null);
}

/**
 * Whether the wearer is to be asked: they never agreed, or others than those they agreed to would see them. Who agreed
 * before it was said which operation, agreed to the first one that comes.
 */
export function mustAsk(already: readonly string[] | null, operations: readonly string[]): boolean {
  return already === null || (already.length > 0 && operations.some((one) => !already.includes(one)));
}

function parsed<T>(name: string): T | null {
  try {
    return JSON.parse(read(name) ?? "null") as T | null;
  } catch {
    return null;
  }
}

/** A browser that keeps nothing still lets one share: until the page is closed. */
const held = new Map<string, string>();

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return held.get(name) ?? null;
  }
}

function write(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    if (value === null) held.delete(name);
    else held.set(name, value);
  }
}
