import type { Column, ColumnType } from "@/lib/schema";
import type { ChartRef } from "@/lib/view";
import type { ComparedSide } from "./compared-side";

/** "type differs: integer in A, text in B" where a field of a chart is of two kinds; null where the two can be compared. */
export function typeDifference(chart: ChartRef, a: ComparedSide, b: ComparedSide): string | null {
  const words = chart.columns.flatMap((name) => {
    const [left, right] = [columnOf(a, name), columnOf(b, name)];
    if (left === undefined || right === undefined || kindOf(left.type) === kindOf(right.type)) return [];
    const field = chart.columns.length > 1 ? `${name} is ` : "";
    return [`${field}${left.type} in A, ${right.type} in B`];
  });
  return words.length === 0 ? null : `type differs: ${words.join("; ")}`;
}

/** The side whose numbers a histogram shows: A, unless only B's field holds numbers. */
export function numberSide(chart: ChartRef, a: ComparedSide, b: ComparedSide): ComparedSide {
  const [name = ""] = chart.columns;
  const isNumber = (side: ComparedSide) => {
    const type = columnOf(side, name)?.type;
    return type !== undefined && ["number", "time"].includes(kindOf(type));
  };
  return chart.kind === "histogram" && !isNumber(a) && isNumber(b) ? b : a;
}

function columnOf({ side }: ComparedSide, name: string): Column | undefined {
  return side.scope.columns.find((column) => column.name === name);
}

function kindOf(type: ColumnType): string {
  switch (type) {
    case "integer":
    case "double":
      return "number";
    case "date":
    case "timestamp":
      return "time";
    case "list<integer>":
    case "list<double>":
      return "list<number>";
    default:
      return type;
  }
}
