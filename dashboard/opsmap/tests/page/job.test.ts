import { describe, expect, it } from "vitest";
import { follow, stop } from "../../src/page/job";
import type { Job, Server } from "../../src/page/job";

const RUNNING: Job = { id: "a/b", title: "Import", state: "running", fraction: 0.2, sentence: "Reading…" };
const DONE: Job = { ...RUNNING, state: "done", fraction: 1, sentence: "Finished.", result: { made: 3 } };

/** A server that answers in turn, or is not there (null); it notes what it was asked and how long was waited. */
function server(...answers: ([number, unknown] | null)[]): Server & { asked: string[]; waited: number[] } {
  const [asked, waited]: [string[], number[]] = [[], []];
  return {
    asked,
    waited,
    ask: (async (url: string, init?: RequestInit) => {
      asked.push(`${init?.method ?? "GET"} ${url}`);
      const answer = answers.shift();
      if (!answer) throw new TypeError("Failed to fetch");
      return new Response(JSON.stringify(answer[1]), { status: answer[0] });
    }) as unknown as typeof fetch,
    wait: async (ms) => void waited.push(ms),
  };
}

describe("following a job", () => {
  it("tells how far it is until it is over", async () => {
    const told: number[] = [];
    const there = server([200, { ...RUNNING, fraction: 0.6 }], [200, DONE]);

    const ended = await follow(RUNNING, (job) => told.push(job.fraction), there);

    expect(ended).toEqual(DONE);
    expect(told).toEqual([0.2, 0.6, 1]);
    expect(there.asked).toEqual(["GET /api/jobs/a%2Fb", "GET /api/jobs/a%2Fb"]);
  });

  it("asks nothing of one that is over", async () => {
    const there = server();
    expect(await follow(DONE, () => undefined, there)).toBe(DONE);
    expect(there.asked).toEqual([]);
  });

  it("waits longer and longer for a server that is away, says so, and takes it up again", async () => {
    const lost: boolean[] = [];
    const there = server(null, [502, {}], null, [200, RUNNING], [200, DONE]);

    await follow(RUNNING, (_, away) => lost.push(away), there);

    expect(lost).toEqual([false, true, true, true, false, false]);
    expect(there.waited).toEqual([250, 500, 1000, 2000, 250]);
  });

  it("ends when the server no longer knows it, with the server's sentence", async () => {
    const error = { code: "unknown_job", sentence: "There is no such work." };

    const ended = await follow(RUNNING, () => undefined, server([404, { error }]));

    expect(ended).toMatchObject({ state: "refused", sentence: "There is no such work.", error });
  });
});

describe("stopping a job", () => {
  it("asks for it once, and minds no silence", async () => {
    const there = server(null);
    await stop(RUNNING, there);
    expect(there.asked).toEqual(["DELETE /api/jobs/a%2Fb"]);
  });
});
