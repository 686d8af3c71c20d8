import { describe, expect, it } from "vitest";
import { Attempt } from "../../src/page/post";

type Sent = { headers: Record<string, string>; body: Record<string, unknown> };

/** A server that answers in turn, or is not there (null). */
function server(...answers: ([number, unknown] | null)[]): { send: typeof fetch; sent: Sent[] } {
  const sent: Sent[] = [];
  const send = (async (_url: string, init: RequestInit) => {
    sent.push({ headers: init.headers as Record<string, string>, body: JSON.parse(String(init.body)) });
    const answer = answers.shift();
    if (!answer) throw new TypeError("Failed to fetch");
    return new Response(JSON.stringify(answer[1]), { status: answer[0] });
  }) as unknown as typeof fetch;
  return { send, sent };
}

describe("an attempt to record", () => {
  it("tells the number it was recorded under", async () => {
    const { send } = server([201, { seq: 7 }]);
    expect(await new Attempt("/x", {}, send).post()).toEqual({ kind: "recorded", said: { seq: 7 } });
  });

  it("is sent again under the same key, so that it is not recorded twice", async () => {
    const { send, sent } = server(null, [201, { seq: 7 }]);
    const attempt = new Attempt("/x", { text: "a" }, send);
    expect(await attempt.post()).toEqual({ kind: "lost" });
    await attempt.post();
    expect(sent[0].headers["Idempotency-Key"]).toBe(sent[1].headers["Idempotency-Key"]);
  });

  it("tells a doubt, and carries its confirmation", async () => {
    const error = { code: "future", sentence: "Il n'est pas encore…", doubt: true };
    const { send, sent } = server([409, { error }], [201, { seq: 7 }]);
    const attempt = new Attempt("/x", {}, send);
    expect((await attempt.post()).kind).toBe("doubt");
    attempt.confirm("future");
    await attempt.post();
    expect(sent[1].body.confirmed).toEqual(["future"]);
  });

  it("is lost, not recorded, when the answer says neither", async () => {
    const { send } = server([502, "<html>"]);
    expect((await new Attempt("/x", {}, send).post()).kind).toBe("lost");
  });
});
