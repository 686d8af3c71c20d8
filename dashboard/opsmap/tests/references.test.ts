import { describe, expect, it } from "vitest";
import { isAllowed } from "../src/page/service";
import { cornersOf, escaped, wmsOf } from "../src/references";

const IGN = "https://data.geopf.fr";

describe("a site plan", () => {
  it("has its four corners as its place, top left first", () => {
    const ring = [[0, 1], [1, 1], [1, 0], [0, 0], [0, 1]];
    expect(cornersOf({ type: "Polygon", coordinates: [ring] })).toEqual(ring.slice(0, 4));
  });

  it("is not drawn where its place is something else", () => {
    expect(cornersOf(undefined)).toBeNull();
    expect(cornersOf({ type: "Polygon", coordinates: [[[0, 1], [1, 1], [1, 0], [0, 1]]] })).toBeNull();
    expect(cornersOf({ type: "Polygon", coordinates: [] })).toBeNull();
  });
});

describe("a map service", () => {
  it("is asked for tiles as WMS 1.3.0, and keeps what its address says", () => {
    const source = wmsOf({ address: `${IGN}/wms-r?map=a`, layer: "ZONES & CO", credit: "<b>IGN" }, [IGN]) as {
      tiles: string[];
      attribution: string;
    };
    const asked = new URL(source.tiles[0]);
    expect(asked.searchParams.get("map")).toBe("a");
    expect(asked.searchParams.get("LAYERS")).toBe("ZONES & CO");
    expect(asked.searchParams.get("CRS")).toBe("EPSG:3857");
    expect(source.tiles[0].endsWith("&BBOX={bbox-epsg-3857}")).toBe(true);
    expect(source.attribution).toBe("&#60;b&#62;IGN");
  });

  it("is not asked when it is none of those allowed, whatever the address pretends", () => {
    for (const address of ["https://evil.example/wms", `https://evil.example/?${IGN}`, `${IGN}.evil.example/`, "javascript:alert(1)", "x", null]) {
      expect(wmsOf({ address }, [IGN])).toBeNull();
      expect(isAllowed(String(address), [IGN])).toBe(false);
    }
    expect(wmsOf({ address: `${IGN}/wms` }, [])).toBeNull();
  });
});

it("shows a credit as text", () => {
  expect(escaped(`<img src=x onerror="a('b')">&`)).not.toMatch(/[<>"']/);
});
