import { type ChartRef, columnsOfFilter, filtersWithout, subjectsOfChart, type ViewState } from "@/lib/view";

/** Whether a chart leaves out a filter that the view has: the one on what it shows. */
export function hasOwnFilter(view: Pick<ViewState, "filters">, chart: ChartRef): boolean {
  const { filters } = view;
  // Each side of a pair leaves out the filter on itself.
  if (chart.kind === "pair-models") {
    return filters.flatMap(columnsOfFilter).some((name) => chart.columns.includes(name));
  }
  return filtersWithout(filters, subjectsOfChart(chart)).length < filters.length;
}

/** What a chart or its table says of the filter that it leaves out. */
export const OWN_ASIDE = "without its own filter";
/** The same of a chart of two sides. */
export const EACH_ASIDE = "each side without its own filter";

/** What is counted, where a caption tells of the filter that is left out. */
export const IN_VIEW = "in view";

/** Which rows a chart counts, behind their number: "300 rows in view". */
export function viewWords(view: ViewState, chart: ChartRef): string {
  return hasOwnFilter(view, chart) ? "without this chart's own filter" : IN_VIEW;
}
