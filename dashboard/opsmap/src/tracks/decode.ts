/** Reading a track file: where teams were, as their devices told it, chunk by chunk (docs/tracks-format.md). */

/** The columns of a chunk, in the order they are written. */
const COLUMNS = ["at", "received", "lon", "lat", "speed", "course", "accuracy", "altitude", "battery", "doubt"] as const;
const NUMBER = 4;
const ROW = COLUMNS.length * NUMBER;
const MAGIC = "VTF1";
/** No hour of a device holds more; a header that says so is not to cost the page its memory. */
const MOST = 1_000_000;

/** Whole numbers in the units of the format; what is unknown is negative, the altitude least of all. */
export type Columns = Record<(typeof COLUMNS)[number], Int32Array>;

export interface Chunk extends Columns {
  /** The team, and the number of the device that told. */
  object: string;
  device: number;
  /** The instant `at` counts from, ms. */
  starts: number;
  count: number;
  /** When the device told where this team was, ms: fixes outside are not the team's. */
  from: number;
  to: number;
}

export interface TrackFile {
  /** Where to go on from. */
  cursor: number;
  chunks: Chunk[];
}

export class UnreadableTracksError extends Error {}

interface Header {
  cursor: number;
  chunks: { object: string; device: number; starts: number; count: number; bytes: number; from: number; to: number | null }[];
}

/** All of a track file; nothing of one that is damaged anywhere, for half a track would look like a whole one. */
export async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<TrackFile> {
  const { header, end } = headerOf(bytes);
  const chunks: Chunk[] = [];
  let at = end;
  for (const { bytes: length, to, ...told } of header.chunks) {
    const body = await inflated(bytes.subarray(at, at + length), told.count * ROW);
    chunks.push({ ...told, to: to ?? Infinity, ...columnsOf(body, told.count) });
    at += length;
  }
  return { cursor: header.cursor, chunks };
}

function headerOf(bytes: Uint8Array<ArrayBuffer>): { header: Header; end: number } {
  const start = MAGIC.length + NUMBER;
  if (bytes.length < start || new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) {
    throw new UnreadableTracksError(`a track file starts with ${MAGIC}`);
  }
  const end = start + new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true);
  if (end > bytes.length) throw new UnreadableTracksError("the header of the tracks is cut short");
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(start, end)));
  } catch {
    throw new UnreadableTracksError("the header of the tracks is not JSON");
  }
  if (!isHeader(header)) throw new UnreadableTracksError("the header of the tracks does not say what each chunk is");
  const told = header.chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
  if (told !== bytes.length - end) {
    throw new UnreadableTracksError(`the tracks hold ${bytes.length - end} bytes of chunks, their header says ${told}`);
  }
  return { header, end };
}

function isHeader(header: unknown): header is Header {
  const { cursor, chunks } = (header ?? {}) as Partial<Header>;
  return (
    Number.isSafeInteger(cursor) &&
    Array.isArray(chunks) &&
    chunks.every(
      (chunk) =>
        typeof chunk?.object === "string" &&
        [chunk.device, chunk.starts, chunk.from].every(Number.isSafeInteger) &&
        (chunk.to === null || Number.isSafeInteger(chunk.to)) &&
        within(chunk.count, MOST) &&
        within(chunk.bytes, Infinity),
    )
  );
}

function within(number: number, most: number): boolean {
  return Number.isSafeInteger(number) && number >= 0 && number <= most;
}

/** Exactly so many bytes, or a refusal: a few bytes may claim to be gigabytes. */
async function inflated(body: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array> {
  const reader = new Blob([body]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const out = new Uint8Array(size);
  let filled = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (filled + value.length > size) throw new UnreadableTracksError(`a chunk holds more than the ${size} bytes its count says`);
      out.set(value, filled);
      filled += value.length;
    }
  } catch (error) {
    void reader.cancel().catch(() => {});
    if (error instanceof UnreadableTracksError) throw error;
    throw new UnreadableTracksError("a chunk of the tracks cannot be inflated");
  }
  if (filled < size) throw new UnreadableTracksError(`a chunk holds ${filled} bytes, its count says ${size}`);
  return out;
}

/** Each column: four planes of bytes, which make zigzag differences, which add up to the numbers. */
export function columnsOf(body: Uint8Array, count: number): Columns {
  const columns = {} as Columns;
  COLUMNS.forEach((name, i) => {
    const column = new Int32Array(count);
    const [one, two, three, four] = [0, 1, 2, 3].map((plane) => i * count * NUMBER + plane * count);
    let value = 0;
    for (let row = 0; row < count; row++) {
      const coded = body[one + row] | (body[two + row] << 8) | (body[three + row] << 16) | (body[four + row] << 24);
      value = (value + ((coded >>> 1) ^ -(coded & 1))) | 0;
      column[row] = value;
    }
    columns[name] = column;
  });
  return columns;
}
