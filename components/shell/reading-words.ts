import { formatBytes, formatDuration, formatUnits } from "@/components/ui";
import type { ReadingProgress } from "@/lib/ingest";

/** How far reading is, as in `120 MB of 1.53 GB`, `58,200 rows`, `25 MB/s`, `56 s left`. */
export function readingWords(progress: ReadingProgress): string[] {
  const { readBytes, totalBytes, rows, bytesPerSecond, secondsLeft } = progress;
  return [
    `${formatBytes(readBytes)} of ${formatBytes(totalBytes)}`,
    formatUnits(rows, "row"),
    ...(bytesPerSecond === null ? [] : [`${formatBytes(bytesPerSecond)}/s`]),
    // The index is completed after the last byte, which no rate tells: the last second is not counted down.
    ...(secondsLeft === null || secondsLeft < 1 ? [] : [`${wholeSeconds(secondsLeft)} left`]),
  ];
}

/** An estimate has no tenths. */
function wholeSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 10 ? `${whole} s` : formatDuration(whole * 1000);
}
