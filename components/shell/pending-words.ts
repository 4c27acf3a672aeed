import { formatCount, formatUnits } from "@/components/ui";
import type { PendingColumns } from "@/lib/schema";

/** Of how many rows pending columns are read, as in `read of 120,000 of 743,472 rows`. */
export function pendingWords({ rowEnd, rows }: PendingColumns): string {
  return `read of ${formatCount(rowEnd)} of ${formatUnits(rows, "row")}`;
}
