/** A film in a file, frame by frame, encoded by the browser itself (WebCodecs). Fetched when somebody makes one. */
import { BufferTarget, CanvasSource, Mp4OutputFormat, Output, WebMOutputFormat, canEncodeVideo } from "mediabunny";

export type Kind = "mp4" | "webm";

export interface Shape {
  readonly width: number;
  readonly height: number;
  /** Frames a second. */
  readonly rate: number;
}

/** What is tried for each kind of file, the most widely played first. */
const CODECS = { mp4: ["avc"], webm: ["vp9", "vp8"] } as const;
/** A map mostly stands still, and its small letters must stay legible: bits for each pixel of each frame. */
const BITS = 0.09;
/** Whoever looks for a moment jumps to it, s. */
const KEY_EVERY_S = 2;

export function bitrate({ width, height, rate }: Shape): number {
  return Math.round(width * height * rate * BITS);
}

/** The kinds of file this browser can write in that shape. */
export async function kinds(shape: Shape): Promise<Kind[]> {
  const found = await Promise.all((["mp4", "webm"] as const).map(async (kind) => ((await codec(kind, shape)) ? kind : null)));
  return found.filter((kind) => kind !== null);
}

async function codec(kind: Kind, shape: Shape): Promise<(typeof CODECS)[Kind][number] | null> {
  if (!("VideoEncoder" in globalThis)) return null;
  const { width, height } = shape;
  for (const each of CODECS[kind]) if (await canEncodeVideo(each, { width, height, bitrate: bitrate(shape) })) return each;
  return null;
}

export interface Recorder {
  /** Takes the canvas as it is now for the next frame; settles once the encoder is ready for another. */
  add(): Promise<void>;
  /** Settles with the file. */
  finish(): Promise<Blob>;
  cancel(): Promise<void>;
}

export async function begin(canvas: HTMLCanvasElement, kind: Kind, shape: Shape, title: string): Promise<Recorder> {
  const found = await codec(kind, shape);
  if (!found) throw new Error(`no encoder for ${kind}`);
  const target = new BufferTarget();
  const format = kind === "mp4" ? new Mp4OutputFormat({ fastStart: "in-memory" }) : new WebMOutputFormat();
  const output = new Output({ format, target });
  const source = new CanvasSource(canvas, { codec: found, bitrate: bitrate(shape), keyFrameInterval: KEY_EVERY_S, latencyMode: "quality" });
  output.addVideoTrack(source, { frameRate: shape.rate });
  output.setMetadataTags({ title });
  await output.start();
  let frame = 0;
  return {
    add: () => source.add(frame++ / shape.rate, 1 / shape.rate),
    async finish() {
      await output.finalize();
      return new Blob([target.buffer!], { type: kind === "mp4" ? "video/mp4" : "video/webm" });
    },
    cancel: () => output.cancel(),
  };
}
