import { describe, expect, it } from "vitest";
import { cutWords } from "./cut-words";
import type { Column } from "./model";

function wordsOf(column: Partial<Column>): string | null {
  return cutWords({ name: "a", field: "a", type: "text", stored: "preview", isEnum: false, ...column });
}

describe("the words for a cut column", () => {
  it("say how its cells are cut", () => {
    expect(wordsOf({})).toBe("first 160 characters");
    expect(wordsOf({ name: "_prompt", field: null })).toBe("first 160 characters on one line");
    expect(wordsOf({ type: "list<text>" })).toBe("first 160 characters of each");
    // Short ones are whole there.
    expect(wordsOf({ type: "json" })).toBe("long ones cut to 160 characters");
  });

  it("are not there where they are whole", () => {
    expect(wordsOf({ stored: "full" })).toBeNull();
    expect(wordsOf({ stored: "full", type: "integer", field: null })).toBeNull();
  });
});
