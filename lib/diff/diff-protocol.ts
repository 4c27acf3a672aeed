import type { TextComparison } from "./model";

/** What the worker is asked. */
export interface DiffRequest {
  before: string;
  after: string;
}

/** What it answers: one answer for each request. */
export type DiffReply = { ok: true; comparison: TextComparison } | { ok: false; message: string };
