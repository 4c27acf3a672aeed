import type { ChunkSearch } from "./search-chunk";

/** What the search workers are asked, and what they answer. */
export interface SearchCalls {
  /** Rows of the chunk, relative to it, whose messages hold the text. */
  search: { request: ChunkSearch; reply: { rows: number[] } };
}

export type SearchRequest = SearchCalls["search"]["request"] & { kind: "search" };
