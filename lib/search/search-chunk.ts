import { conversationTexts, type ReadOptions } from "@/lib/conversation";
import type { Chunk } from "@/lib/format";
import { readChunk } from "@/lib/ingest/index-chunk";

/** Rows of the chunk, relative to it, whose messages hold the text; upper and lower case count as the same. */
export async function searchChunk(
  chunk: Chunk,
  read: ReadOptions,
  text: string,
): Promise<{ rows: number[] }> {
  const needle = text.toLowerCase();
  const rows: number[] = [];
  let row = 0;
  await readChunk(chunk, ({ value }) => {
    for (const content of conversationTexts(value, read)) {
      if (content.toLowerCase().includes(needle)) {
        rows.push(row);
        break;
      }
    }
    row++;
  });
  return { rows };
}
