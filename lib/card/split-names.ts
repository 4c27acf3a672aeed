/**
 * Name of the split that a file is a part of: its name without folder, endings and shard number
 * ("data/train-00000-of-00005.parquet" is "train").
 */
export function splitName(fileName: string): string {
  const stem = fileName
    .replace(/^.*[\\/]/, "")
    .replace(/(\.(jsonl?|ndjson|parquet|pq|txt|gz|zst|zstd))+$/i, "")
    .replace(/[-_.]\d+-of-\d+(-[0-9a-f]+)?$/i, "");
  return stem === "" ? fileName : stem;
}

/** Files grouped by split, splits in the order of their first file. */
export function splitsOf(fileNames: readonly string[]): { name: string; files: number[] }[] {
  const splits = new Map<string, number[]>();
  for (const [file, fileName] of fileNames.entries()) {
    const name = splitName(fileName);
    const files = splits.get(name);
    if (files) files.push(file);
    else splits.set(name, [file]);
  }
  return [...splits].map(([name, files]) => ({ name, files }));
}
