import type { HighlighterCore } from "shiki/core";
import { loadLanguage } from "./highlight-languages";
import type { HighlightedCode, HighlightReply, HighlightRequest } from "./highlight-protocol";

const LINE_LIMIT_MS = 500;

let starting: Promise<HighlighterCore> | undefined;

/** The JavaScript engine needs neither `unsafe-eval` nor another 600 KB of wasm. */
function getHighlighter(): Promise<HighlighterCore> {
  starting ??= (async () => {
    const [{ createHighlighterCore }, { createJavaScriptRegexEngine }, light, dark] = await Promise.all([
      import("shiki/core"),
      import("shiki/engine/javascript"),
      import("shiki/themes/github-light-high-contrast.mjs"),
      import("shiki/themes/github-dark-default.mjs"),
    ]);
    return createHighlighterCore({
      themes: [light.default, dark.default],
      langs: [],
      engine: createJavaScriptRegexEngine({ forgiving: true }),
    });
  })().catch((cause: unknown) => {
    starting = undefined;
    throw cause;
  });
  return starting;
}

async function highlight(code: string, language: string): Promise<HighlightedCode | null> {
  const found = loadLanguage(language);
  if (!found) return null;
  const [highlighter, grammar] = await Promise.all([getHighlighter(), found.grammar()]);
  await highlighter.loadLanguage(grammar);
  const tokenize = (): HighlightedCode =>
    highlighter
      .codeToTokens(code, {
        lang: found.name,
        themes: { light: "github-light-high-contrast", dark: "github-dark-default" },
        defaultColor: false,
        // A pathological line stops being coloured, not all of them.
        tokenizeTimeLimit: LINE_LIMIT_MS,
        tokenizeMaxLineLength: 5000,
      })
      .tokens.map((line) => line.map(({ content, htmlStyle }) => ({ content, style: htmlStyle ?? {} })));
  const start = performance.now();
  const tokens = tokenize();
  // The first use compiles the grammar, which can eat up a line's time and leave it wrongly coloured.
  return performance.now() - start > LINE_LIMIT_MS ? tokenize() : tokens;
}

self.onmessage = async ({ data: { id, code, language } }: MessageEvent<HighlightRequest>) => {
  // Without its colours code is complete: nothing to say about a grammar that fails.
  const lines = await highlight(code, language).catch(() => null);
  self.postMessage({ id, lines } satisfies HighlightReply);
};
