import { openAsBlob, statSync } from "node:fs";
import { basename } from "node:path";
import type { Engine } from "@/lib/engine";
import { finaliseIndex, type Scope } from "@/lib/query";
import type { RoleAssignment } from "@/lib/schema";
import { EMPTY_VIEW } from "@/lib/view";
import { indexChunk } from "./index-chunk";
import { NO_READ_OPTIONS } from "./index-plan";
import { ownVisibleColumns } from "./own-columns";
import { planParquet } from "./parquet-tasks";
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
    const blob = await openAsBlob(path);
    const source = { kind: "blob", name: names[file] ?? path, blob, lastModified: null } as const;
    const { chunks } = await planParquet(source, file);
    for (const chunk of chunks) {
      const indexed = await indexChunk(chunk, { fields: staging.planned, read: NO_READ_OPTIONS });
      staging.learn(indexed, staging.rows);
      await staging.append(engine, indexed, 0);
    }
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
    scope: { view: EMPTY_VIEW, columns, teacherColumns: roles.teacher ?? [], matches: null },
    roles,
    files: paths.map((path, file) => ({
      name: names[file] ?? path,
      sizeBytes: statSync(path).size,
      format: "Parquet",
    })),
    rowsTotal: staging.rows,
  };
}
