/** Writing track files for the tests, as the server does (docs/tracks-format.md). */
import { deflateSync } from "node:zlib";

export interface Fix {
  /** Milliseconds since 1970. */
  at: number;
  /** Milliseconds since 1970, whole seconds. */
  received?: number;
  lon?: number;
  lat?: number;
  speed?: number;
  course?: number;
  accuracy?: number;
  altitude?: number;
  battery?: number;
  doubt?: number;
}

export interface Told {
  object: string;
  device?: number;
  starts?: number;
  from?: number;
  to?: number | null;
  fixes: Fix[];
}

const UNKNOWN = -2147483648;

export function rowsOf(fixes: readonly Fix[], starts: number): number[][] {
  return fixes.map((fix) => [
    fix.at - starts,
    (fix.received ?? Math.ceil(fix.at / 1000) * 1000) / 1000 - Math.floor(fix.at / 1000),
    Math.round((fix.lon ?? 0) * 1e7),
    Math.round((fix.lat ?? 0) * 1e7),
    fix.speed === undefined ? -1 : Math.round(fix.speed * 10),
    fix.course === undefined ? -1 : Math.round(fix.course * 10),
    fix.accuracy === undefined ? -1 : Math.round(fix.accuracy * 10),
    fix.altitude === undefined ? UNKNOWN : Math.round(fix.altitude * 10),
    fix.battery ?? -1,
    fix.doubt ?? 0,
  ]);
}

export function bodyOf(rows: readonly (readonly number[])[]): Uint8Array {
  const count = rows.length;
  const out = new Uint8Array(count * 40);
  for (let column = 0; column < 10; column++) {
    let before = 0;
    rows.forEach((row, i) => {
      const difference = (row[column] - before) | 0;
      before = row[column];
      const coded = ((difference << 1) ^ (difference >> 31)) >>> 0;
      for (let plane = 0; plane < 4; plane++) out[column * count * 4 + plane * count + i] = (coded >>> (8 * plane)) & 255;
    });
  }
  return out;
}

export function encode(told: readonly Told[], cursor = 1): Uint8Array<ArrayBuffer> {
  const bodies = told.map(({ fixes, starts }) => deflateSync(bodyOf(rowsOf(fixes, starts ?? fixes[0]?.at ?? 0))));
  const chunks = told.map(({ object, device, starts, fixes, from, to }, i) => ({
    object,
    device: device ?? 1,
    starts: starts ?? fixes[0]?.at ?? 0,
    count: fixes.length,
    bytes: bodies[i].length,
    from: from ?? 0,
    to: to ?? null,
  }));
  return file({ cursor, chunks }, bodies);
}

export function file(header: unknown, bodies: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length, true);
  return joined([new TextEncoder().encode("VTF1"), length, head, ...bodies]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
