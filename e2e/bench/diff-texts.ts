import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { writeProse } from "../fixtures/prose";
import { Random } from "../fixtures/random";
import { alone, type Benchmark, type BenchmarkResult, median } from "./benchmark";
import { clickRow, openFile, withPage } from "./open-page";
import { longestBlockMs, timeClick, watchBlocks, watchPage } from "./page-probe";
import { DATA_FOLDER } from "./start-server";

const WORDS = 20_000;
const SEED = 20;

interface Timings {
  revisedMs: number;
  unrelatedMs: number;
  /** The longest time for which the page could not answer, over both. */
  blockedMs: number;
}

/** Pairs of answers of 20,000 words: from the click on Differences to the marked text, made by the page's own worker. */
export const diffTexts: Benchmark = {
  name: "diff-texts",
  async run({ repetitions, origin, chromiumPath }) {
    const path = await provideFile();
    const runs: Timings[] = [];
    for (let repetition = 1; repetition <= repetitions; repetition++) {
      const timings = await runOnce(origin, chromiumPath, path);
      runs.push(timings);
      const { revisedMs, unrelatedMs, blockedMs } = timings;
      console.log(
        `  ${repetition} of ${repetitions}: revised ${revisedMs.toFixed(0)} ms, unrelated ${unrelatedMs.toFixed(0)} ms, blocked ${blockedMs.toFixed(0)} ms`,
      );
    }
    return summarise(runs);
  },
};

function runOnce(origin: string, chromiumPath: string, path: string): Promise<Timings> {
  return withPage(chromiumPath, async (page) => {
    await openFile(page, origin, path);
    await watchPage(page);
    // The first comparison brings the worker, which is no part of any text.
    await compareRow(page, 1);
    await watchBlocks(page);
    const revisedMs = await compareRow(page, 2);
    const unrelatedMs = await compareRow(page, 3);
    return { revisedMs, unrelatedMs, blockedMs: await longestBlockMs(page) };
  });
}

/** Opens a row as two texts, then times the way from there to their differences. */
async function compareRow(page: Page, position: number): Promise<number> {
  const record = page.getByRole("region", { name: "Record", exact: true });
  await timeClick(page, async () => {
    await clickRow(page, position);
    await record.getByRole("article", { name: /^rejected/ }).waitFor();
  });
  const { settledMs } = await timeClick(page, async () => {
    await record.getByRole("button", { name: "Differences" }).click();
    await record.getByRole("deletion").first().waitFor();
  });
  await record.getByRole("button", { name: "Read", exact: true }).click();
  return settledMs;
}

function summarise(runs: readonly Timings[]): BenchmarkResult {
  const medianOf = (name: string, of: (run: Timings) => number) => alone(name, median(runs.map(of)));
  return {
    title: "Differences of long texts",
    facts: [
      `Two texts of ${WORDS.toLocaleString("en")} words; medians of ${runs.length} runs, each in a new browser; from the click on Differences to the last change of the page, two frames (33 ms) included.`,
      "Revised: of ten sentences one is gone, one is new and three have other words. Unrelated: two texts of the same language.",
    ],
    measurements: [
      medianOf("differences of a text and its revision", (run) => run.revisedMs),
      medianOf("differences of two unrelated texts", (run) => run.unrelatedMs),
      medianOf("longest time without an answer", (run) => run.blockedMs),
    ],
  };
}

/** A pair of short texts, one of a text and its revision, and one of two unrelated texts. */
async function provideFile(): Promise<string> {
  const text = (stream: number) => writeProse(new Random(SEED, stream), WORDS);
  const original = text(1);
  const pairs = [
    ["One short answer.", "Another short answer."],
    [original, revise(original)],
    [text(2), text(3)],
  ];
  await mkdir(DATA_FOLDER, { recursive: true });
  const path = join(DATA_FOLDER, "long-pairs.jsonl");
  const lines = pairs.map(([chosen, rejected]) =>
    JSON.stringify({ prompt: "Write a book.", chosen, rejected }),
  );
  await writeFile(path, `${lines.join("\n")}\n`);
  return path;
}

function revise(text: string): string {
  const random = new Random(SEED, 4);
  const sentences = text.split(/(?<=\. )/);
  return sentences
    .flatMap((sentence) => {
      const kind = random.below(10);
      if (kind === 0) return [];
      if (kind === 1) return [sentence, `${writeProse(random, 14)} `];
      if (kind > 4) return [sentence];
      const words = sentence.split(" ");
      words[random.below(words.length - 1)] = "revised";
      return [words.join(" ")];
    })
    .join("");
}
