import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { writeProse } from "../fixtures/prose";
import { Random } from "../fixtures/random";
import { type Benchmark, type BenchmarkResult, median } from "./benchmark";
import { longestBlockMs, timeClick, watchBlocks, watchPage } from "./page-probe";

const DATA_FOLDER = "e2e/bench/data";
const CHOOSING_MS = 2000;
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

async function runOnce(origin: string, executablePath: string, path: string): Promise<Timings> {
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(origin);
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(CHOOSING_MS);
    await page.getByLabel("Open files").first().setInputFiles(path);
    await page.waitForFunction(() => performance.getEntriesByName("loupe:indexed").length > 0, null, {
      polling: 250,
    });
    await watchPage(page);
    // The first comparison brings the worker, which is no part of any text.
    await compareRow(page, 1);
    await watchBlocks(page);
    const revisedMs = await compareRow(page, 2);
    const unrelatedMs = await compareRow(page, 3);
    return { revisedMs, unrelatedMs, blockedMs: await longestBlockMs(page) };
  } finally {
    await browser.close();
  }
}

/** Opens a row as two texts, then times the way from there to their differences. */
async function compareRow(page: Page, position: number): Promise<number> {
  const record = page.getByRole("region", { name: "Record", exact: true });
  await timeClick(page, async () => {
    await page
      .getByRole("grid", { name: "Rows" })
      .locator(`[role=row][aria-rowindex="${position + 1}"]`)
      .click();
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
  const alone = (name: string, of: (run: Timings) => number) => ({
    name,
    loupeMs: median(runs.map(of)),
    otherMs: null,
    other: "",
    targetRatio: null,
  });
  return {
    title: "Differences of long texts",
    facts: [
      `Two texts of ${WORDS.toLocaleString("en")} words; medians of ${runs.length} runs, each in a new browser; from the click on Differences to the last change of the page, two frames (33 ms) included.`,
      "Revised: of ten sentences one is gone, one is new and three have other words. Unrelated: two texts of the same language.",
    ],
    measurements: [
      alone("differences of a text and its revision", (run) => run.revisedMs),
      alone("differences of two unrelated texts", (run) => run.unrelatedMs),
      alone("longest time without an answer", (run) => run.blockedMs),
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
