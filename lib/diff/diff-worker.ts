import type { DiffReply, DiffRequest } from "./diff-protocol";
import { diffTexts } from "./diff-texts";

self.onmessage = ({ data: { before, after } }: MessageEvent<DiffRequest>) => {
  self.postMessage(answer(before, after));
};

function answer(before: string, after: string): DiffReply {
  try {
    return { ok: true, comparison: diffTexts(before, after) };
  } catch (cause) {
    return { ok: false, message: cause instanceof Error ? cause.message : String(cause) };
  }
}
