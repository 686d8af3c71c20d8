import { describe, expect, it } from "vitest";
import { proof } from "../../src/page/proof";

describe("the proof that a page of ours writes", () => {
  it("is what the cookie says, wherever it stands", () => {
    expect(proof("vigie_lang=fr; _csrf_token=a1b2; x=y")).toEqual({ "X-CSRFToken": "a1b2" });
    expect(proof("_csrf_token=a1b2")).toEqual({ "X-CSRFToken": "a1b2" });
  });

  it("is none where there is no such cookie", () => {
    expect(proof("")).toEqual({});
    expect(proof("my_csrf_token=a; x=_csrf_token=b")).toEqual({});
  });
});
