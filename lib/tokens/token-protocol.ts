/** What the worker is asked. */
export interface TokenRequest {
  texts: readonly string[];
}

/** What it answers: tokens of each text, in order. */
export type TokenReply = { ok: true; counts: readonly number[] } | { ok: false; message: string };
