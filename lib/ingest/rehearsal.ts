import type { SourceHandle } from "@/lib/source";
import { SAMPLES } from "@/lib/source/samples";

/** So many rows that all that runs often in a real file runs often here. */
const PIECES = 8;
const PIECE_RECORDS = 1500;

/**
 * Files to be indexed before the first real one. The browser compiles JavaScript and WebAssembly by what runs often: a
 * first file of 157 MB took twice as long as the second one, and on two cores most of that went to compiling; the first
 * rows of Parquet took half as long again.
 */
export async function rehearsalFiles(): Promise<{ lines: SourceHandle; parquet: SourceHandle | null }> {
  const parquet = parquetSample().catch(() => null);
  return { lines: await linesOfCommonShapes(), parquet: await parquet };
}

/** Null when the server has it not. */
async function parquetSample(): Promise<SourceHandle | null> {
  const sample = SAMPLES.find(({ name }) => name.endsWith(".parquet"));
  if (sample === undefined) return null;
  const response = await fetch(sample.path);
  if (!response.ok) return null;
  return { kind: "blob", name: "rehearsal", blob: await response.blob(), lastModified: null };
}

/** Written in pieces of some milliseconds each. */
async function linesOfCommonShapes(): Promise<SourceHandle> {
  const pieces: Blob[] = [];
  for (let piece = 0; piece < PIECES; piece++) {
    const lines: string[] = [];
    for (let index = 0; index < PIECE_RECORDS; index++) {
      lines.push(`${JSON.stringify(rehearsalRecord(piece * PIECE_RECORDS + index))}\n`);
    }
    pieces.push(new Blob(lines));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { kind: "blob", name: "rehearsal", blob: new Blob(pieces), lastModified: null };
}

function rehearsalRecord(index: number): object {
  const text = `Words of record ${index}, some more of them, and 3.5 × ${index} of the rest. `.repeat(2);
  const usesTool = index % 5 === 0;
  const steps = [
    { role: "assistant", content: `THOUGHT: ${text}\nTOOL: calculator\nINPUT: ${index} + 1` },
    { role: "tool", content: String(index + 1), name: "calculator" },
  ];
  return {
    id: `rehearsal_${index.toString(16)}`,
    conversations: [
      { role: "system", content: text },
      { role: "user", content: text.slice(index % 50) },
      ...(usesTool ? steps : []),
      { role: "assistant", content: `THOUGHT: ${text}\nFINAL_ANSWER: ${index + 1}` },
    ],
    tool_calls: usesTool ? [{ name: "calculator", arguments: { expression: `${index} + 1` } }] : [],
    ground_truth: index % 2 === 0 ? String(index + 1) : `about ${index + 1}`,
    final_answer: String(index + 1),
    success: index % 7 > 0,
    latency_seconds: index / 8,
    total_tokens: index * 3,
    category: `category ${index % 600}`,
    source: index % 3 === 0 ? "first" : "second",
    tools_used: usesTool ? ["calculator"] : [],
  };
}
