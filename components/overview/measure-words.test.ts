import { expect, it } from "vitest";
import { measureWords } from "./breakdown-view";

it("says once that the measures of a value are means", () => {
  const success = { name: "success", column: "success", kind: "success" } as const;
  const tokens = { name: "tokens", column: "total_tokens", kind: "mean" } as const;
  const latency = { name: "latency", column: "latency", kind: "mean" } as const;
  expect(measureWords([1, 625.9, 8.63], [success, tokens, latency])).toBe(
    "100% success · on average 625.9 tokens · 8.63 s",
  );
  expect(measureWords([null, null, 8.63], [success, tokens, latency])).toBe("on average 8.63 s");
  expect(measureWords([0.5, null, null], [success, tokens, latency])).toBe("50.0% success");
  expect(measureWords([null], [success])).toBe("");
});
