/** How it stands with the telephone, out of all that is known: one state at a time, the gravest first. */

export type State =
  | "insecure"
  | "unsupported"
  | "closed"
  | "may_not"
  | "paused"
  | "denied"
  | "unavailable"
  | "searching"
  | "offline"
  | "late"
  | "sharing";

export interface Known {
  secure: boolean;
  supported: boolean;
  /** Nobody is let in: no link, an ended one, or nobody signed in. */
  closed: boolean;
  mayNot: boolean;
  on: boolean;
  /** What the telephone said last time it was asked where it is. */
  trouble: "denied" | "unavailable" | null;
  fixAt: number | null;
  /** Whether the browser thinks that there is a network. */
  online: boolean;
  /** Whether the last attempt found nobody. */
  away: boolean;
}

export function stateOf(known: Known): State {
  if (!known.secure) return "insecure";
  if (!known.supported) return "unsupported";
  if (known.closed) return "closed";
  if (known.mayNot) return "may_not";
  if (known.trouble === "denied") return "denied";
  if (!known.on) return "paused";
  if (known.trouble === "unavailable") return "unavailable";
  if (!known.online) return "offline";
  if (known.away) return "late";
  return known.fixAt === null ? "searching" : "sharing";
}

/** How a state looks: all is well, something waits, it is off, or something is to be done. */
export function toneOf(state: State): "good" | "wait" | "off" | "bad" {
  if (state === "sharing") return "good";
  if (state === "searching" || state === "offline" || state === "late") return "wait";
  return state === "paused" ? "off" : "bad";
}
