import type { ReadOptions } from "@/lib/conversation";
import type { Chunk } from "@/lib/format";

/** What the search workers are asked, and what they answer. */
export interface SearchCalls {
  /** Rows of the chunk, relative to it, whose messages hold the text. */
  search: { request: { chunk: Chunk; read: ReadOptions; text: string }; reply: { rows: number[] } };
}

export type SearchRequest = SearchCalls["search"]["request"] & { kind: "search" };
