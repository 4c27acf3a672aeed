import { expect, it } from "vitest";
import { paperWords } from "./paper-words";

it("says of which file and of which rows a printed page is", () => {
  const all = {
    names: ["a.jsonl"],
    inView: 300,
    ofRows: 300,
    isFinal: true,
    view: { filters: [], search: "" },
  };
  expect(paperWords(all)).toBe("a.jsonl · 300 of 300 rows");
  const filters = [{ kind: "one-of", column: "category", values: ["Maths"], exclude: false }] as const;
  expect(paperWords({ ...all, inView: 27, isFinal: false, view: { filters, search: "heron" } })).toBe(
    "a.jsonl · 27 of 300 rows so far, in view: messages contain “heron”; category is Maths",
  );
  expect(paperWords({ ...all, inView: null })).toBe("a.jsonl · rows not counted yet");
});
