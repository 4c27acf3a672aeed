import type { FindReply, FindRequest } from "./find-protocol";
import { compileFind, matchAll } from "./find-query";

/** Matches that can be stepped through; more than that are only counted. */
const STEPS_MAX = 1_000_000;
/** Where counting ends. */
const COUNT_MAX = 5_000_000;

const texts: string[] = [];

self.onmessage = ({ data }: MessageEvent<FindRequest>) => {
  if (data.kind === "texts") {
    for (const text of data.texts) texts.push(text);
    return;
  }
  const { id, query } = data;
  let reply: FindReply;
  try {
    const expression = compileFind(query);
    const places: number[] = [];
    let total = 0;
    for (const [index, text] of expression === null ? [] : texts.entries()) {
      const found = matchAll(text, expression as RegExp, COUNT_MAX - total);
      total += found.length / 2;
      for (let at = 0; at < found.length && places.length < 3 * STEPS_MAX; at += 2)
        places.push(index, found[at] as number, found[at + 1] as number);
      if (total >= COUNT_MAX) break;
    }
    reply = { id, ok: true, places: Uint32Array.from(places), total, isWhole: total < COUNT_MAX };
  } catch (cause) {
    reply = { id, ok: false, reason: cause instanceof Error ? cause.message : "not an expression" };
  }
  self.postMessage(reply, { transfer: reply.ok ? [reply.places.buffer] : [] });
};
