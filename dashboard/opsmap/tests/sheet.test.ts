import { describe, expect, it } from "vitest";
import { grey } from "../src/sheet/grey";

describe("a symbol without colours", () => {
  it("keeps its brightness", () => {
    expect(grey('<path fill="#fff" stroke="#1e8449"/>')).toBe('<path fill="#ffffff" stroke="#5f5f5f"/>');
  });

  it("keeps the addresses in it", () => {
    expect(grey('<path fill="url(#h)"/><pattern id="h"/>')).toBe('<path fill="url(#h)"/><pattern id="h"/>');
  });
});
