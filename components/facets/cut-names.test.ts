import { describe, expect, it } from "vitest";
import { cutNames } from "./cut-names";

/** Names as they look where the part before the cut has no room. */
function ends(names: readonly string[]): string[] {
  const places = cutNames(names);
  return names.map((name) => name.slice(places.get(name) ?? 0));
}

describe("cutNames", () => {
  it("keeps the word in which names with a long common beginning differ", () => {
    expect(ends(["very/long/common/prefix/a", "very/long/common/prefix/b", "other"])).toEqual([
      "a",
      "b",
      "other",
    ]);
    expect(
      ends(["ai2-adapt-dev/tulu_v3.9_wildchat_100k", "ai2-adapt-dev/tulu_v3.9_wildjailbreak_50k"]),
    ).toEqual(["wildchat_100k", "wildjailbreak_50k"]);
    expect(
      ends([
        "ai2-adapt-dev/evol_codealpaca_heval_decontaminated",
        "ai2-adapt-dev/open_math_2_gsm8k_converted",
        "ai2-adapt-dev/personahub_math_v5_regen_149960",
      ]),
    ).toEqual([
      "evol_codealpaca_heval_decontaminated",
      "open_math_2_gsm8k_converted",
      "personahub_math_v5_regen_149960",
    ]);
    // Where they differ before the last slash, too.
    expect(ends(["runs/2026/model-x/last", "runs/2026/model-y/last"])).toEqual(["x/last", "y/last"]);
  });

  it("keeps some of what is common where no word begins", () => {
    expect(ends(["trajectoryofmodel1", "trajectoryofmodel2"])).toEqual(["del1", "del2"]);
    expect(ends(["a summary of all", "a summary of all of it"])).toEqual(["all", "all of it"]);
  });

  it("cuts a path before its last part, unless others end alike", () => {
    expect(ends(["openai/gsm8k", "meta/math"])).toEqual(["gsm8k", "math"]);
    expect(ends(["a-team/instructions", "b-team/instructions"])).toEqual([
      "a-team/instructions",
      "b-team/instructions",
    ]);
    expect(ends(["plain", "", "names"])).toEqual(["plain", "", "names"]);
  });

  it("leaves alone what differs where anybody sees it", () => {
    const names = ["General Math", "General Question Answering"];
    expect(ends(names)).toEqual(names);
  });

  it("cuts no sign in two", () => {
    const [first = ""] = ends(["same beginning😀abcd", "same beginning😀abce"]);
    expect(first.isWellFormed()).toBe(true);
  });
});
