import type { CodeRequest } from "./code-counter";
import { CodeTable } from "./code-table";

let table = new CodeTable(0);

self.onmessage = ({ data }: MessageEvent<CodeRequest>) => {
  switch (data.kind) {
    case "open":
      table = new CodeTable(data.rowCount);
      break;
    case "put":
      table.put(data.column, data.rowStart, data.codes);
      break;
    case "count":
      self.postMessage(table.count(data.question));
      break;
  }
};
