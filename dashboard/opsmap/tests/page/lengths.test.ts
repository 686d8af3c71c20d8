import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reaches, saidArea, saidBearing, saidLength, type Reach } from "../../src/page/lengths";

const WORDS = {
  unreadable_rings: "non lu : {text}",
  speed_missing: "quelle vitesse ?",
  rings_too_far: "trop loin",
  crow: "{minutes} min à vol d'oiseau, {speed} km/h",
};
const asked = (text: string, speed: number | null = null): Reach[] | { wrong: string } => reaches(text, speed, WORDS, "fr");
const radii = (text: string, speed: number | null = null): number[] => (asked(text, speed) as Reach[]).map(({ metres }) => metres);

describe("what is measured is said", () => {
  it("as far as it matters", () => {
    expect([874.2, 1424, 38_530, 999.4, 999.6].map((metres) => saidLength(metres, "fr"))).toEqual(["874 m", "1,42 km", "38,5 km", "999 m", "1 km"]);
    expect([640, 32_000, 1_850_000].map((square) => saidArea(square, "en"))).toEqual(["640 m²", "3.2 ha", "1.85 km²"]);
  });

  it("with three figures for a bearing, north being 0", () => {
    expect([4.2, 47, 359.7].map(saidBearing)).toEqual(["004°", "047°", "000°"]);
  });
});

describe("rings are asked for", () => {
  it("in a list, in any order, nearest first", () => {
    expect(radii("2 km, 500 m ; 1 km")).toEqual([500, 1000, 2000]);
    expect(radii("2,5 km")).toEqual([2500]);
    expect(radii("1 km et 500 m")).toEqual([500, 1000]);
  });

  it("with a unit said once for all before it", () => {
    expect(radii("5, 10, 15 min", 60)).toEqual([5000, 10_000, 15_000]);
    expect(radii("500, 750 m, 1 km")).toEqual([500, 750, 1000]);
  });

  it("in minutes that say they are as the crow flies, at a speed somebody stated", () => {
    expect((asked("6 min", 50) as Reach[])[0]).toEqual({ metres: 5000, label: "6 min à vol d'oiseau, 50 km/h" });
    expect(asked("6 min")).toEqual({ wrong: "quelle vitesse ?" });
  });

  it("and refused with the reason", () => {
    for (const text of ["", "loin", "500", "5,10,15 min", "1 mile", "-5 km"]) expect(asked(text)).toEqual({ wrong: `non lu : ${text}` });
    expect(asked("600 km")).toEqual({ wrong: "trop loin" });
    expect(asked("0 m")).toEqual({ wrong: "trop loin" });
  });

  it("whatever is typed, without a fault", () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.double()), (text, speed) => {
        const found = asked(text, speed);
        if ("wrong" in found) expect(found.wrong).toBeTruthy();
        else for (const { metres } of found) expect(metres).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});
