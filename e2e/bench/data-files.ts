import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { DATASETS } from "../fixtures/datasets";
import { DATA_FOLDER } from "./start-server";

/** A generated file of a published dataset at its full size. */
export interface DataFile {
  /** File name below the data folder, with its ending. */
  name: string;
  dataset: keyof typeof DATASETS;
  /** Name of the file among those of the dataset. */
  file: string;
  /** What it takes on the disk, in MB, to the nearest ten. */
  diskMB: number;
  parquet?: { compression: "zstd" | "snappy"; rowGroupRows: number };
  /** Of the published rows; all of them without it. */
  scale?: number;
}

function tuluMltParquet(compression: "zstd" | "snappy", rowGroupRows: number, diskMB: number): DataFile {
  const name = `tulu-mlt-${compression}-${rowGroupRows}.parquet`;
  return { name, dataset: "tulu-mlt", file: "train", diskMB, parquet: { compression, rowGroupRows } };
}

export const IPW: DataFile = {
  name: "all_correct_trajectories.jsonl",
  dataset: "ipw",
  file: "all_correct_trajectories",
  diskMB: 160,
};

export const TULU_MLT_JSONL: DataFile = {
  name: "tulu-mlt.jsonl",
  dataset: "tulu-mlt",
  file: "train",
  diskMB: 1540,
};

export const TULU_MLT_PARQUET: DataFile = tuluMltParquet("zstd", 10_000, 650);

/** The same rows in other layouts. */
export const TULU_MLT_LAYOUTS: readonly DataFile[] = [
  tuluMltParquet("zstd", 1_000, 660),
  tuluMltParquet("zstd", 122_880, 650),
  tuluMltParquet("snappy", 1_000, 850),
  tuluMltParquet("snappy", 10_000, 850),
  tuluMltParquet("snappy", 122_880, 850),
];

/** More than 2 GiB: no single buffer can hold it. */
export const ACEMATH: DataFile = {
  name: "acemath-zstd-10000.parquet",
  dataset: "acemath",
  file: "general_sft_stage1",
  diskMB: 2190,
  parquet: { compression: "zstd", rowGroupRows: 10_000 },
};

/** The rows of AceMath's file in the columns of Tulu MLT, with messages of two words: views, not texts, are their subject. */
export const TULU_MLT_BRIEF: DataFile = {
  name: "tulu-mlt-brief.parquet",
  dataset: "tulu-mlt-brief",
  file: "train",
  diskMB: 30,
  parquet: { compression: "zstd", rowGroupRows: 122_880 },
  scale: 2_261_687 / 743_472,
};

/** Files are made side by side, in a process each; a machine of two cores has work for two. */
const MADE_AT_ONCE = 2;
/** What the system and the browsers need besides. */
const SPARE_MB = 2000;

/** The disk is too small for the files that are missing. */
export class DiskError extends Error {}

export function pathOf({ name }: DataFile): string {
  return join(DATA_FOLDER, name);
}

/** Makes those of the files that are missing. Says first what disk they take; rejects with DiskError when it is not there. */
export async function provideFiles(files: readonly DataFile[]): Promise<void> {
  const missing = files.filter((file) => !existsSync(pathOf(file)));
  if (missing.length === 0) return;
  await mkdir(DATA_FOLDER, { recursive: true });
  const neededMB = missing.reduce((sum, { diskMB }) => sum + diskMB, 0);
  const { bavail, bsize } = await statfs(DATA_FOLDER);
  const freeMB = Math.floor((bavail * bsize) / 1e6);
  const words = (megabytes: number) => `${megabytes.toLocaleString("en-US")} MB`;
  console.log(
    `${missing.length} generated ${missing.length === 1 ? "file is" : "files are"} missing in ${DATA_FOLDER}: ${words(neededMB)} of disk, ${words(freeMB)} are free`,
  );
  if (freeMB < neededMB + SPARE_MB)
    throw new DiskError(
      `Too little disk: the files take ${words(neededMB)}, and ${words(SPARE_MB)} are to stay free. Make room, or link ${DATA_FOLDER} to another disk.`,
    );
  const waiting = [...missing];
  const makeNext = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await make(file);
  };
  await Promise.all(Array.from({ length: MADE_AT_ONCE }, makeNext));
}

function make({ name, dataset, file, parquet, scale = 1 }: DataFile): Promise<void> {
  const layout =
    parquet === undefined
      ? ["--format", "jsonl"]
      : [
          ...["--format", "parquet", "--compression", parquet.compression],
          ...["--row-group", String(parquet.rowGroupRows)],
        ];
  const made = spawn(
    process.execPath,
    [
      ...["e2e/fixtures/run-typescript.mjs", "e2e/fixtures/generate.ts", dataset, "--file", file],
      ...["--as", name.replace(/\.[^.]+$/, ""), "--out", DATA_FOLDER, "--scale", String(scale), ...layout],
    ],
    { stdio: "inherit" },
  );
  return new Promise((resolve, reject) => {
    made.once("error", reject);
    made.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${name} could not be generated`)),
    );
  });
}
