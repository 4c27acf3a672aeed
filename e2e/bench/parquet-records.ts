import { openAsBlob } from "node:fs";
import { openParquet, type ParquetReader } from "@/lib/format/parquet";
import { startDecoder } from "@/lib/format/parquet/test-files";
import { jsonText } from "@/lib/ingest/json-preview";
import { openSource } from "@/lib/source";
import { type Benchmark, type Measurement, median } from "./benchmark";
import { ACEMATH, type DataFile, pathOf, provideFiles, TULU_MLT_PARQUET } from "./data-files";
import { fileWords } from "./full-report";
import { timed } from "./native-run";

const TARGET = 3;
/** Row groups of each file, evenly over it, of which records are read. */
const GROUPS = 12;
/** Where in its row group a record lies. */
const PLACES = [
  { words: "first", indexIn: () => 0 },
  { words: "middle", indexIn: (rows: number) => rows >> 1 },
  { words: "last", indexIn: (rows: number) => rows - 1 },
];

/** A record anywhere in a Parquet file, beside its row group decoded up to it. */
export const parquetRecords: Benchmark = {
  name: "parquet-records",
  async run({ repetitions }) {
    const files = [TULU_MLT_PARQUET, ACEMATH];
    await provideFiles(files);
    await startDecoder();
    const measurements: Measurement[] = [];
    for (const file of files) measurements.push(...(await measureFile(file, repetitions)));
    return {
      title: "Records of Parquet",
      facts: [
        `${(await Promise.all(files.map(fileWords))).join("; ")}. Medians over ${GROUPS} row groups, evenly over the file, and ${repetitions} rounds, in turns; nothing is known of the file but its footer. In Node, with the program's own reader.`,
        "Held against the same reader that decodes all columns of the row group from its start to the record. A neighbour is the next row, or the one before, once the record was read.",
      ],
      measurements,
    };
  },
};

async function measureFile(file: DataFile, repetitions: number): Promise<Measurement[]> {
  const source = openSource({
    ...{ kind: "blob", name: file.name, lastModified: null },
    blob: await openAsBlob(pathOf(file)),
  });
  const footer = await openParquet(source);
  const groups = Array.from({ length: GROUPS }, (_, at) =>
    Math.floor(((at + 0.5) * footer.rowGroups.length) / GROUPS),
  );
  const measurements: Measurement[] = [];
  for (const { words, indexIn } of PLACES) {
    const times = { record: [] as number[], upToIt: [] as number[], neighbour: [] as number[] };
    // The first round is not counted: code is compiled in it.
    for (let round = 0; round <= repetitions; round++)
      for (const group of groups) {
        const rows = footer.rowGroups[group]?.rows ?? 0;
        const index = indexIn(rows);
        // Nothing decoded is known to another reader.
        const reader = footer.from(source);
        const record = await timed(() => readText(reader, group, index));
        const neighbour = await timed(() => readText(reader, group, index > 0 ? index - 1 : 1));
        const upToIt = await timed(() => decodeUpTo(footer.from(source), group, index));
        if (round === 0) continue;
        times.record.push(record);
        times.neighbour.push(neighbour);
        times.upToIt.push(upToIt);
      }
    const against = median(times.upToIt);
    const other = "its row group decoded up to it";
    measurements.push(
      {
        name: `${file.name}: ${words} record of a row group`,
        loupe: median(times.record),
        ...{ against, other, targetRatio: TARGET },
      },
      {
        name: `${file.name}: neighbour of the ${words} one`,
        loupe: median(times.neighbour),
        against: median(times.record),
        other: "the record before it",
        targetRatio: null,
      },
    );
  }
  return measurements;
}

/** As the worker does for the reader pane. */
async function readText(reader: ParquetReader, rowGroup: number, index: number): Promise<string> {
  const { value } = await reader.readRow(rowGroup, index);
  return jsonText(value);
}

async function decodeUpTo(reader: ParquetReader, rowGroup: number, index: number): Promise<void> {
  const rows = await reader.readRows(rowGroup, 0, index + 1);
  rows.value(index);
  rows.release();
}
