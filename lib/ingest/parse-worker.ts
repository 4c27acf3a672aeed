import { serveWorker } from "@/lib/worker";
import { indexChunk, indexFirstChunk } from "./index-chunk";
import { planParquet, readParquetColumns, readParquetRow } from "./parquet-tasks";
import type { ParseRequest } from "./parse-protocol";

serveWorker(async (request: ParseRequest): Promise<object> => {
  switch (request.kind) {
    case "first":
      return indexFirstChunk(request.chunk, request.plan, request.options, request.previewRows);
    case "index":
      return indexChunk(request.chunk, request.plan);
    case "columns":
      return readParquetColumns(request.chunk, request.columns, request.fields);
    case "plan-parquet":
      return planParquet(request.source, request.file);
    case "read-parquet":
      return readParquetRow(request.source, request.rowGroup, request.index);
  }
});
