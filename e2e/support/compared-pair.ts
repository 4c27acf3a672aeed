import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateIpw } from "../fixtures/ipw";
import { generatedFolder } from "./generated-files";
import type { Workbench } from "./workbench";

export interface ComparedPair {
  /** Paths of the files. */
  first: string;
  second: string;
  /** Of the first. */
  rows: number;
}

/** Opens two files of one origin, the first compared with the second. */
export async function openComparedPair(workbench: Workbench): Promise<ComparedPair> {
  const pair = await writePair();
  await workbench.openHome();
  await workbench.choose(pair.first);
  await workbench.expectRows(String(pair.rows));
  await workbench.indexed();
  await workbench.compareWith(pair.second);
  return pair;
}

/** Two files of one origin: the second lacks, repeats and changes some records of the first. */
async function writePair(): Promise<ComparedPair> {
  const folder = await mkdtemp(join(generatedFolder(), "compared-"));
  const { deduped } = generateIpw({ scale: 0.01 });
  const first = join(folder, "first.jsonl");
  // Of a long field the index keeps 160 characters; only two records differ in it, far behind them.
  const essay = "All that was asked is answered. ".repeat(30);
  const records = Array.from(
    { length: deduped.rows },
    (_, row): Record<string, unknown> => ({
      ...deduped.record(row),
      essay,
      settings: { offset: 0 },
    }),
  );
  // Two answers to one prompt: the only thing that is there twice.
  const [one, other] = [records[20], records[21]];
  if (one === undefined || other === undefined) throw new Error("no such records");
  const answered = structuredClone(other.conversations) as { content: string }[];
  const answer = answered.at(-1);
  if (answer) answer.content = `${answer.content} Or so.`;
  one.conversations = answered;
  await writeFile(first, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  const changed = records.slice(5).map((record, place): Record<string, unknown> => {
    const { source_dataset: _, ...rest } = record;
    const next: Record<string, unknown> = { ...rest, reviewer: "kim" };
    if (place < 2) next.category = "Elsewhere";
    if (place === 1 || place === 3) next.essay = `${essay}But one thing.`;
    if (place === 2) {
      const conversations = structuredClone(record.conversations) as { content: string }[];
      const last = conversations.at(-1);
      if (last) last.content = `${last.content} Checked twice.`;
      next.conversations = conversations;
    }
    return next;
  });
  const fresh = { ...changed[8], sample_id: "traj_fresh" };
  // The same number, written otherwise.
  const lines = [...changed, changed[7], fresh].map((record) =>
    JSON.stringify(record).replace('"offset":0', '"offset":0.0'),
  );
  const second = join(folder, "second.jsonl");
  await writeFile(second, `${lines.join("\n")}\n`);
  return { first, second, rows: deduped.rows };
}
