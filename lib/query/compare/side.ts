import type { Engine, EnginePlace } from "@/lib/engine";
import type { Scope } from "../model";
import { textsTableSql } from "../texts-sql";

/** One side of a comparison: the rows in view of a dataset. */
export interface Side {
  /** The engine that finds the dataset under the name `rows`. */
  engine: Engine;
  /** Where its tables lie, for statements that name both sides. */
  place: EnginePlace;
  scope: Scope;
}

/** A table of a place, by its full name. */
export function tableAt(place: EnginePlace, table: string): string {
  return `memory.${place}.${table}`;
}

/** The table of the texts of a column that lie beside a place. */
export function textsTableAt(place: EnginePlace, column: string): string {
  return tableAt(place, textsTableSql(column));
}
