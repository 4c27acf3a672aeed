import { statSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import type { Engine } from "@/lib/engine";
import { openParquet, planParquetChunks } from "@/lib/format/parquet";
import { finaliseIndex, type Scope } from "@/lib/query";
import type { RoleAssignment } from "@/lib/schema";
import { EMPTY_VIEW } from "@/lib/view";
import { ChunkIndexer } from "./chunk-indexer";
import { NO_READ_OPTIONS } from "./index-plan";
import { ownVisibleColumns } from "./own-columns";
import { StagingTable } from "./staging-table";

/** An index made of files on the disk, and all that is asked of it. */
export interface TestIndex {
  scope: Scope;
  roles: RoleAssignment;
  files: { name: string; sizeBytes: number; format: string }[];
  rowsTotal: number;
}

/**
 * Indexes Parquet files in Node, chunk by chunk, as reading them in the browser does without its workers. The decoder
 * must have been started.
 */
export async function indexParquetFiles(engine: Engine, paths: readonly string[]): Promise<TestIndex> {
  const names = paths.map((path) => basename(path));
  const staging = new StagingTable(names);
  for (const [file, path] of paths.entries()) {
    const handle = await open(path);
    const name = names[file] ?? path;
    const reader = await openParquet({
      name,
      sizeBytes: (await handle.stat()).size,
      async read(start, end) {
        const { buffer, bytesRead } = await handle.read(new Uint8Array(end - start), 0, end - start, start);
        return buffer.subarray(0, bytesRead);
      },
    });
    for (const chunk of planParquetChunks(reader, file, { kind: "url", url: path, name, sizeBytes: 0 })) {
      const indexer = new ChunkIndexer({ fields: staging.planned, read: NO_READ_OPTIONS });
      const rows = await reader.readRows(chunk.rowGroup, chunk.rowStart, chunk.rowEnd);
      for (let index = 0; index < chunk.rowEnd - chunk.rowStart; index++) {
        const place = { file, offset: chunk.rowGroup, length: chunk.rowStart + index, line: null };
        indexer.add(place, rows.value(index), []);
      }
      const indexed = indexer.finish(0);
      staging.learn(indexed, staging.rows);
      await staging.append(engine, indexed, 0);
    }
    await handle.close();
  }
  await staging.publish(engine);
  const { columns, roles } = await finaliseIndex(engine, {
    columns: [...ownVisibleColumns(paths.length), ...staging.columns],
    roles: {},
    chosenRoles: {},
    texts: staging.texts(),
    fileNames: names,
    rowCount: staging.rows,
  });
  return {
    scope: { view: EMPTY_VIEW, columns, teacherColumns: roles.teacher ?? [], matchesTable: null },
    roles,
    files: paths.map((path, file) => ({
      name: names[file] ?? path,
      sizeBytes: statSync(path).size,
      format: "Parquet",
    })),
    rowsTotal: staging.rows,
  };
}
