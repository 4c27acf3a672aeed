import { describe, expect, it } from "vitest";
import { exportName, textStream } from "./save-stream";

describe("exportName", () => {
  it("drops the endings of the source and says that this is a view of it", () => {
    expect(exportName("train.jsonl.gz", "jsonl")).toBe("train-view.jsonl");
    expect(exportName("sets/v1.2.parquet", "csv")).toBe("v1.2-view.csv");
    expect(exportName(".jsonl", "csv")).toBe("dataset-view.csv");
  });
});

describe("textStream", () => {
  it("encodes parts in order and ends its source when it is cancelled", async () => {
    let isEnded = false;
    async function* parts() {
      try {
        yield "a,ä\r\n";
        yield "1,✓\r\n";
        yield "never";
      } finally {
        isEnded = true;
      }
    }
    const reader = textStream(parts()).getReader();
    const decoder = new TextDecoder();
    expect(decoder.decode((await reader.read()).value)).toBe("a,ä\r\n");
    expect(decoder.decode((await reader.read()).value)).toBe("1,✓\r\n");
    await reader.cancel();
    expect(isEnded).toBe(true);
  });
});
