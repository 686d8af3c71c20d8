/** Long work in the server: watched until it ends, with how far it is shown and a button that stops it. */
import { make } from "./dom";
import { proof } from "./proof";

export interface Job {
  readonly id: string;
  readonly title: string;
  readonly state: "waiting" | "running" | "done" | "refused" | "stopped";
  /** How much of it is done, 0 to 1. */
  readonly fraction: number;
  /** What is being done, or why it came to nothing. */
  readonly sentence: string;
  readonly result?: Record<string, unknown> | null;
  readonly error?: { readonly code: string; readonly sentence: string } | null;
}

/** What it says of a job while the server does not answer: it may well be at work. */
export type Tell = (job: Job, lost: boolean) => void;

export interface Server {
  readonly ask: typeof fetch;
  readonly wait: (ms: number) => Promise<void>;
}

const EVERY_MS = 250;
const SLOWEST_MS = 4_000;

const SERVER: Server = {
  ask: (...asked) => fetch(...asked),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

export function isOver(job: Job): boolean {
  return job.state !== "waiting" && job.state !== "running";
}

/** Ask for a job again and again until it is over; a server that does not answer is asked less and less often. */
export async function follow(begun: Job, tell: Tell, server: Server = SERVER): Promise<Job> {
  let [job, pause] = [begun, EVERY_MS];
  tell(job, false);
  while (!isOver(job)) {
    await server.wait(pause);
    const answer = await server.ask(address(job), { credentials: "same-origin" }).catch(() => null);
    const said = (await answer?.json().catch(() => null)) as (Job & { error?: Job["error"] }) | null | undefined;
    if (answer?.ok && said) job = said;
    else if (answer && said?.error && answer.status < 500) {
      // It is not there any more: the server was started again.
      job = { ...job, state: "refused", sentence: said.error.sentence, error: said.error };
    } else {
      pause = Math.min(SLOWEST_MS, 2 * pause);
      tell(job, true);
      continue;
    }
    pause = EVERY_MS;
    tell(job, false);
  }
  return job;
}

/** Ask a job to stop. What it says afterwards is for `follow` to tell. */
export async function stop(job: Job, server: Server = SERVER): Promise<void> {
  await server
    .ask(address(job), { method: "DELETE", credentials: "same-origin", headers: proof() })
    .catch(() => null);
}

/** Show a job in `box` until it is over; returns how it ended. `words` are those of the setting. */
export async function watch(begun: Job, box: HTMLElement, words: Record<string, string>): Promise<Job> {
  const bar = make("progress", { aria: { label: begun.title } }) as HTMLProgressElement;
  const said = make("p", { className: "hint" });
  said.setAttribute("role", "status");
  const halt = make("button", { className: "stop" }, words.stop) as HTMLButtonElement;
  halt.addEventListener("click", () => {
    halt.disabled = true;
    void stop(begun);
  });
  bar.max = 1;
  box.replaceChildren(make("div", { className: "job" }, said, bar, halt));
  const ended = await follow(begun, (job, lost) => {
    // A bar without a value moves to and fro: it is not known yet how long it will take.
    if (job.fraction > 0) bar.value = job.fraction;
    const sentence = lost ? words.job_lost : job.sentence;
    if (said.textContent !== sentence) said.textContent = sentence;
  });
  box.replaceChildren();
  return ended;
}

function address(job: Job): string {
  return `/api/jobs/${encodeURIComponent(job.id)}`;
}
