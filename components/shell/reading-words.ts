import { formatBytes, formatDuration, formatPercent, formatUnits } from "@/components/ui";
import type { ReadingProgress } from "@/lib/ingest";

/**
 * How far reading is, as in `120 MB of 1.53 GB`, `58,200 rows read`, `25 MB/s`, `56 s left`. `isAhead`: of rows that are
 * counted already only some columns were read, so that fewer rows are said to be read than the dataset is said to have.
 */
export function readingWords(progress: ReadingProgress, isAhead = false): string[] {
  const { readBytes, totalBytes, rows, bytesPerSecond } = progress;
  return [
    // The first rows are on the screen before a chunk is counted, and "0 B" beside them would be wrong.
    readBytes === 0 ? formatBytes(totalBytes) : `${formatBytes(readBytes)} of ${formatBytes(totalBytes)}`,
    ...rowWords(rows, isAhead),
    ...(bytesPerSecond === null ? [] : [`${formatBytes(bytesPerSecond)}/s`]),
    ...leftWords(progress),
  ];
}

/** The same for a phone, most wanted first, as in `7.8%`, `58,200 rows read`, `56 s left`. */
export function briefReadingWords(progress: ReadingProgress, isAhead = false): string[] {
  const { readBytes, totalBytes, rows } = progress;
  const share = readBytes === 0 ? "" : formatPercent(readBytes, totalBytes);
  return [...(share === "" ? [] : [share]), ...rowWords(rows, isAhead), ...leftWords(progress)];
}

function rowWords(rows: number, isAhead: boolean): string[] {
  return rows === 0 ? [] : [`${formatUnits(rows, "row")} read${isAhead ? " whole" : ""}`];
}

/** The index is completed after the last byte, which no rate tells: the last second is not counted down. */
function leftWords({ secondsLeft }: ReadingProgress): string[] {
  return secondsLeft === null || secondsLeft < 1 ? [] : [timeLeftWords(secondsLeft)];
}

/** As in `56 s left`. An estimate has no tenths. */
export function timeLeftWords(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  return `${whole < 10 ? `${whole} s` : formatDuration(whole * 1000)} left`;
}
