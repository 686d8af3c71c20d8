/** Server-sent events read from a response: `EventSource` itself gives up for ever when a proxy says 502. */

export interface Told {
  readonly event: string;
  readonly data: { operation?: unknown };
}

/** The events of a stream until it ends; without an address, nothing until it is given up. */
export async function* events(address: string | null, signal: AbortSignal): AsyncGenerator<Told> {
  if (address === null) {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    return;
  }
  const response = await fetch(address, { signal, credentials: "same-origin", cache: "no-store" });
  if (!response.ok || !response.body) throw new Error(String(response.status));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const told = read(part);
      if (told) yield told;
    }
  }
}

/** One event; what is only a comment, or asks for a pause, is none. */
export function read(text: string): Told | null {
  let event = "message";
  const data: string[] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length ? { event, data: JSON.parse(data.join("\n")) as Told["data"] } : null;
}
