import { type Column, isMarkColumn } from "@/lib/schema";

/** Whether the index holds the values of a column as codes, so that grouping by them is quick and gives little. */
export function isCoded(column: Column): boolean {
  return (column.isEnum || column.type === "boolean") && !isMarkColumn(column.name);
}
