import type { ChartRef } from "@/lib/view";

/**
 * Changes one chart of the view. `change` is given the newest: the chart may have been changed since it was drawn, which
 * takes as long as its numbers do.
 */
export type EditChart = (chart: ChartRef, change: (newest: ChartRef) => ChartRef) => void;
