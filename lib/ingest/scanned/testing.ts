import { tableFromIPC } from "apache-arrow";
import { TextStore } from "@/lib/previews";
import type { IndexedChunk } from "../chunk-indexer";

/** Everything that a chunk says, as plain data. */
export async function cellsOf({ ipc, texts, ...rest }: IndexedChunk): Promise<unknown> {
  const table = tableFromIPC(ipc);
  const columns = table.schema.fields.map((field, place) => ({
    type: String(field.type),
    cells: [...(table.getChildAt(place) ?? [])].map((cell) =>
      cell !== null && typeof cell === "object" && "toArray" in cell ? [...cell] : cell,
    ),
  }));
  const { columns: textColumns, ...pages } = texts;
  const names = textColumns.map((_, place) => String(place));
  const store = new TextStore();
  const placed = textColumns.map((column, place) => ({ ...column, name: String(place) }));
  store.append({ ...pages, rows: rest.rows, columns: placed, start: 0 });
  const read = await store.read(
    names,
    Array.from({ length: rest.rows }, (_, row) => row),
  );
  return {
    ...rest,
    columns,
    texts: textColumns.map((column, place) => ({ column, cells: read.get(String(place)) })),
  };
}
