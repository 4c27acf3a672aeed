import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { generateIpw } from "../fixtures/ipw";
import { generateTuluMlt } from "../fixtures/tulu-mlt";
import { writeJsonl } from "../fixtures/write-jsonl";
import { writeParquet } from "../fixtures/write-parquet";

/** Variable that holds the folder of this run's generated files; see generated-folder.ts. */
export const GENERATED_FOLDER = "LOUPE_TEST_FILES";

/** The folder of this run's generated files. */
export function generatedFolder(): string {
  const folder = process.env[GENERATED_FOLDER];
  if (folder === undefined) throw new Error(`${GENERATED_FOLDER} is not set: the run has no global setup`);
  return folder;
}

/** Path of one of the two generated trajectory files at full size, written once for all tests of a run. */
export async function generatedIpw(which: "deduped" | "full"): Promise<string> {
  const file = generateIpw()[which];
  const path = join(generatedFolder(), `${file.name}.jsonl`);
  if (existsSync(path)) return path;
  // Both workers may write it; whoever ends later puts the same bytes in its place.
  const unfinished = `${path}.${process.pid}`;
  await writeJsonl(file, unfinished);
  await rename(unfinished, path);
  return path;
}

/** Path of conversations with length labels as Parquet in small row groups, some 15 MB. */
export async function generatedMlt(): Promise<string> {
  const path = join(generatedFolder(), "tulu-mlt.parquet");
  if (existsSync(path)) return path;
  const unfinished = `${path}.${process.pid}`;
  await writeParquet(generateTuluMlt({ scale: 0.02 }).train, unfinished, { rowGroupRows: 1000 });
  await rename(unfinished, path);
  return path;
}
