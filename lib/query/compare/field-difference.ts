import type { Column } from "@/lib/schema";
import { quoteIdentifier } from "../quote";
import { sqlType } from "../sql-type";
import { agreementSql } from "./cut-values";
import { type FieldDifference, mixedDifferenceSql, whereOpen } from "./mixed-difference";

/** A field of the data that both sides have, as the index of each holds it. */
export interface SharedColumn {
  left: Column;
  right: Column;
}

/** What the index can say of a field in a pair of rows `x` and `y`. */
export function fieldDifferenceSql({ left, right }: SharedColumn): FieldDifference {
  // Enums of two files have nothing in common but their texts.
  const sqlOf = (row: string, { name, type }: Column) =>
    `CAST(${row}.${quoteIdentifier(name)} AS ${sqlType(type)})`;
  const [x, y] = [sqlOf("x", left), sqlOf("y", right)];
  const isCut = left.stored === "preview" || right.stored === "preview";
  if (left.type !== right.type) return mixedDifferenceSql([left.type, x], [right.type, y], isCut);
  const isDistinct = `${x} IS DISTINCT FROM ${y}`;
  if (!isCut) return { differs: isDistinct, isOpen: "false" };
  return whereOpen(isDistinct, agreementSql(left.type, x, y));
}
