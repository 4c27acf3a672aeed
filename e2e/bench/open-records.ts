import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { alone, type Benchmark, type BenchmarkResult, median } from "./benchmark";
import { clickRow, openFile, waitForMessage, withPage } from "./open-page";
import { longestBlockMs, timeClick, watchBlocks, watchPage } from "./page-probe";
import { DATA_FOLDER } from "./start-server";

const PREFETCH_MS = 1000;

interface Timings {
  coldMs: number;
  prefetchedMs: number;
  manyMs: number;
  hugeMs: number;
  /** The longest time for which the page could not answer, over all of it. */
  blockedMs: number;
}

/** Records read from the file and drawn: a usual one, cold and prefetched, one of 400 messages, one of 5 MB. */
export const openRecords: Benchmark = {
  name: "open-records",
  async run({ repetitions, origin, chromiumPath }) {
    const path = await provideFile();
    const runs: Timings[] = [];
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      const timings = await runOnce(origin, chromiumPath, path);
      runs.push(timings);
      console.log(
        `  ${repetition} of ${repetitions}: cold ${timings.coldMs.toFixed(0)} ms, 400 messages ${timings.manyMs.toFixed(0)} ms, 5 MB ${timings.hugeMs.toFixed(0)} ms`,
      );
    }
    return summarise(runs);
  },
};

function runOnce(origin: string, chromiumPath: string, path: string): Promise<Timings> {
  return withPage(chromiumPath, async (page) => {
    await openFile(page, origin, path);
    await watchPage(page);
    await watchBlocks(page);
    const open = async (row: number): Promise<number> => {
      const { settledMs } = await timeClick(page, async () => {
        await clickRow(page, row);
        await waitForMessage(page);
      });
      return settledMs;
    };
    // The first record brings the reader's own code, which is no part of any record.
    await open(1);
    await page.evaluate(() => {
      window.loupeLongestTask = 0;
    });
    const coldMs = await open(4);
    await page.waitForTimeout(PREFETCH_MS);
    const prefetchedMs = await open(5);
    const manyMs = await open(7);
    const hugeMs = await open(9);
    return { coldMs, prefetchedMs, manyMs, hugeMs, blockedMs: await longestBlockMs(page) };
  });
}

function summarise(runs: readonly Timings[]): BenchmarkResult {
  const medianOf = (name: string, of: (run: Timings) => number) => alone(name, median(runs.map(of)));
  return {
    title: "Open records",
    facts: [
      `Medians of ${runs.length} runs, each in a new browser; from the click to the last change of the page, two frames (33 ms) included.`,
      "Messages of Markdown, code, formulas and tool calls, made for the benchmark.",
    ],
    measurements: [
      medianOf("open a record, cold", (run) => run.coldMs),
      medianOf("open a record, its neighbour was open", (run) => run.prefetchedMs),
      medianOf("open and draw a record of 400 messages", (run) => run.manyMs),
      medianOf("open and draw a message of 5 MB", (run) => run.hugeMs),
      medianOf("longest time without an answer", (run) => run.blockedMs),
    ],
  };
}

/** Usual records at rows 1 to 6 and 8, 400 messages at row 7, 5 MB at row 9. */
async function provideFile(): Promise<string> {
  const usual = (row: number) => ({ id: row, messages: messages(row, 8) });
  const records = [1, 2, 3, 4, 5, 6].map(usual);
  const huge = Array.from({ length: 12_000 }, (_, index) => paragraph(index))
    .join("")
    .slice(0, 5_000_000);
  const rows = [
    ...records,
    { id: 7, messages: messages(7, 400) },
    usual(8),
    {
      id: 9,
      messages: [
        { role: "user", content: "Write a book." },
        { role: "assistant", content: huge },
      ],
    },
  ];
  await mkdir(DATA_FOLDER, { recursive: true });
  const path = join(DATA_FOLDER, "records.jsonl");
  await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return path;
}

function messages(row: number, count: number): object[] {
  return Array.from({ length: count }, (_, index) => {
    switch (index % 4) {
      case 0:
        return { role: "user", content: `Question ${row}.${index}: ${"what is it ".repeat(12)}?` };
      case 1: {
        const args = JSON.stringify({ code: `for i in range(${index}):\n    print(i ** 2)` });
        return {
          role: "assistant",
          content: "",
          tool_calls: [{ id: `c${index}`, type: "function", function: { name: "python", arguments: args } }],
        };
      }
      case 2:
        return {
          role: "tool",
          tool_call_id: `c${index - 1}`,
          content: `{"out": [${index}, 1, 2], "ok": true}`,
        };
      default:
        return { role: "assistant", content: paragraph(index) };
    }
  });
}

function paragraph(index: number): string {
  return `## Step ${index}\n\nHere **is** what \`f(${index})\` gives, with $x_{${index}}^2 + 1$ and a list:\n\n- one ${"word ".repeat(30)}\n- two\n\n\`\`\`python\nprint(${index})\n\`\`\`\n\n`;
}
