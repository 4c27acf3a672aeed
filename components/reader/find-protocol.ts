import type { FindQuery } from "./find-query";

/** To the worker: the texts of a record, in as many parts as they need, then what is looked for in them. */
export type FindRequest =
  | { kind: "texts"; texts: readonly string[] }
  | { kind: "find"; id: number; query: FindQuery };

/**
 * From the worker. `places` has the text's index, start and end of each match in turn; `total` counts all matches, or as many as
 * were counted where it is not `isWhole`.
 */
export type FindReply =
  | { id: number; ok: true; places: Uint32Array<ArrayBuffer>; total: number; isWhole: boolean }
  | { id: number; ok: false; reason: string };
