import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GENERATED_FOLDER } from "./generated-files";

/** Global setup: makes the folder of this run's generated files, and takes it away after the last test. */
export default async function makeFolder(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "loupe-generated-"));
  process.env[GENERATED_FOLDER] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
