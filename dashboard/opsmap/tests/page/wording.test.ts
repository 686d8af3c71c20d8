import { describe, expect, it } from "vitest";
import { lasting, Wording } from "../../src/page/wording";

const french = new Wording("fr", "Europe/Paris");
const english = new Wording("en", "Europe/Paris");
const call = Date.UTC(2019, 8, 26, 0, 39);

describe("how long something lasts", () => {
  it("is told in the two units that matter", () => {
    const said = [0, 42_400, 65_000, 12 * 60_000 + 5_000, 125 * 60_000, 3_000 * 60_000].map(lasting);
    expect(said.map((each) => each.replaceAll("\u00a0", " "))).toEqual(["0 s", "42 s", "1 min 05 s", "12 min", "2 h 05", "50 h 00"]);
  });
});

describe("an instant in words", () => {
  it("is told in the operation's time, whatever the machine's", () => {
    expect(french.clockTime(call)).toBe("02:39:00");
    expect(french.weekday(call)).toBe("jeudi 26 septembre 2019");
    expect(english.weekday(call)).toContain("Thursday");
  });

  it("is near or far from now", () => {
    expect(english.distance(call, call + 2 * 3_600_000)).toBe("2 hours ago");
    expect(french.distance(call + 5 * 60_000, call)).toBe("dans 5 minutes");
    expect(french.distance(call, call + 30_000)).toBeNull();
  });
});

describe("a time typed in a form", () => {
  it("names the operation's local time", () => {
    expect(french.fromInput("2019-09-26T02:39")).toBe(call);
    expect(french.forInput(call)).toBe("2019-09-26T02:39");
  });

  it("is the first of the two hours that the clocks give back in October", () => {
    expect(french.fromInput("2019-10-27T02:30")).toBe(Date.UTC(2019, 9, 27, 0, 30));
  });

  it("is an hour on where the clocks skip one in March", () => {
    expect(french.fromInput("2019-03-31T02:30")).toBe(Date.UTC(2019, 2, 31, 1, 30));
  });

  it("names nothing when it is not whole", () => {
    expect(french.fromInput("")).toBeNull();
  });
});
