import type { ArrowColumn } from "../arrow-column";
import type { FooterField } from "../footer";
import type { ChunkBytes, RowRange } from "../read-chunks";
import { buildColumn } from "./build-column";
import { pageMemory } from "./page-memory";
import { readTextLeaf } from "./text-leaf";
import { textFieldOf } from "./text-shape";

/**
 * Decodes rows of a field that holds nothing but texts, straight from the pages: a few times as fast as the decoder for all
 * kinds, which this leaves everything else to. Null for another field, and for what it cannot read: then that decoder
 * says what is wrong. `chunks` are those of the field.
 */
export function decodeTexts(
  field: FooterField,
  chunks: readonly ChunkBytes[],
  range: RowRange,
  groupRows: number,
): ArrowColumn | null {
  const texts = textFieldOf(field);
  const memory = texts && pageMemory();
  if (!texts || !memory || texts.leaves.length !== chunks.length) return null;
  try {
    const leaves = chunks.map((chunk, place) =>
      readTextLeaf(memory, chunk, texts.leaves[place] as (typeof texts.leaves)[number], range, groupRows),
    );
    return buildColumn(texts.root, leaves, range.rowEnd - range.rowStart);
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}
