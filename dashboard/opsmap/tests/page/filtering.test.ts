import { afterEach, expect, it, vi } from "vitest";
import type { Grid } from "../../src/page/grid";
import { Filter } from "../../src/page/filtering";

const ANSWERED = { ok: true, json: async () => ({ numbers: [2, 5], head: 9 }) };

function filtered(answer: () => Promise<unknown>, ownEyes = true) {
  const search = vi.fn();
  const ask = vi.fn(answer);
  vi.stubGlobal("fetch", ask);
  const filter = new Filter({ search } as unknown as Grid, () => ({ url: "/api/operations/x", ownEyes }));
  return { filter, search, ask };
}
const soon = () => new Promise((resolve) => setTimeout(resolve));

afterEach(() => vi.unstubAllGlobals());

it("the log shows the entries the server finds", async () => {
  const { filter, search, ask } = filtered(async () => ANSWERED);
  filter.search("évacués à");
  await soon();
  expect(ask.mock.calls).toMatchObject([["/api/operations/x/find/numbers?q=%C3%A9vacu%C3%A9s+%C3%A0", {}]]);
  expect(search).toHaveBeenLastCalledWith("évacués à", new Set([2, 5]));
});

it("when the log grows it is asked again, and only then", async () => {
  const { filter, ask } = filtered(async () => ANSWERED);
  filter.again();
  filter.search("pma");
  filter.again();
  await soon();
  expect(ask).toHaveBeenCalledTimes(2);
});

it("a server that does not answer leaves the letters of the words", async () => {
  const { filter, search } = filtered(async () => Promise.reject(new TypeError("lost")));
  filter.search("pma");
  await soon();
  expect(search).toHaveBeenLastCalledWith("pma", null);
});

it("of what others could see, nothing is asked", async () => {
  const { filter, search, ask } = filtered(async () => ANSWERED, false);
  filter.search("pma");
  await soon();
  expect(ask).not.toHaveBeenCalled();
  expect(search).toHaveBeenLastCalledWith("pma", null);
});

it("an answer that comes late changes nothing any more", async () => {
  const { filter, search } = filtered(async () => {
    await soon();
    return ANSWERED;
  });
  filter.search("pma");
  filter.search("");
  await soon();
  await soon();
  expect(search.mock.calls).toEqual([["", null]]);
});
