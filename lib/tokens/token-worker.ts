import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import type { TokenReply, TokenRequest } from "./token-protocol";

// What looks like a special token in a text is text: nobody trains on a user's "<|endoftext|>" as the end.
const AS_TEXT = { disallowedSpecial: new Set<string>() };

self.onmessage = ({ data: { texts } }: MessageEvent<TokenRequest>) => {
  self.postMessage(answer(texts));
};

function answer(texts: readonly string[]): TokenReply {
  try {
    return { ok: true, counts: texts.map((text) => countTokens(text, AS_TEXT)) };
  } catch (cause) {
    return { ok: false, message: cause instanceof Error ? cause.message : String(cause) };
  }
}
