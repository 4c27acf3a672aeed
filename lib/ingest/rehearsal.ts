import type { SourceHandle } from "@/lib/source";

const RECORDS = 1500;

/**
 * Records of the common shapes, to be indexed before the first real file. The browser compiles JavaScript and
 * WebAssembly by what runs often: a first file of 157 MB took twice as long as the second one, and on two cores
 * most of that went to compiling.
 */
export function rehearsalFile(): SourceHandle {
  const lines: string[] = [];
  for (let index = 0; index < RECORDS; index++) lines.push(JSON.stringify(rehearsalRecord(index)));
  return { kind: "blob", name: "rehearsal", blob: new Blob([lines.join("\n")]), lastModified: null };
}

function rehearsalRecord(index: number): object {
  const text = `Words of record ${index}, some more of them, and 3.5 × ${index} of the rest. `.repeat(6);
  return {
    id: `rehearsal_${index.toString(16)}`,
    conversations: [
      { role: "system", content: text },
      { role: "user", content: text.slice(index % 50) },
      { role: "assistant", content: `THOUGHT: ${text}\nTOOL: calculator\nINPUT: ${index} + 1` },
      { role: "tool", content: String(index + 1), name: "calculator" },
      { role: "assistant", content: `THOUGHT: ${text}\nFINAL_ANSWER: ${index + 1}` },
    ],
    tool_calls: [{ name: "calculator", arguments: { expression: `${index} + 1` } }],
    ground_truth: String(index + 1),
    final_answer: String(index + 1),
    success: index % 7 > 0,
    latency_seconds: index / 8,
    total_tokens: index * 3,
    category: `category ${index % 40}`,
    source: index % 3 === 0 ? "first" : "second",
    tools_used: index % 2 === 0 ? ["calculator"] : ["calculator", "search"],
  };
}
