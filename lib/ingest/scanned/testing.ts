import { tableFromIPC } from "apache-arrow";
import type { IndexedChunk } from "../chunk-indexer";

/** Everything that a chunk says, as plain data. */
export function cellsOf({ ipc, ...rest }: IndexedChunk): unknown {
  const table = tableFromIPC(ipc);
  const columns = table.schema.fields.map((field, place) => ({
    type: String(field.type),
    cells: [...(table.getChildAt(place) ?? [])].map((cell) =>
      cell !== null && typeof cell === "object" && "toArray" in cell ? [...cell] : cell,
    ),
  }));
  return { ...rest, columns };
}
