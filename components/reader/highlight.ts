import type { HighlighterCore, ThemedToken } from "shiki/core";
import { loadLanguage } from "./highlight-languages";

/** Lines of tokens; each token has its colours as `--shiki-light` and `--shiki-dark`. */
export type HighlightedCode = ThemedToken[][];

/** Longer code is shown plain: tokenising blocks the page, about 1 ms for each 1,000 characters. */
export const HIGHLIGHT_LIMIT = 40_000;

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

/** Highlights `code`; null when the language is unknown or the code too long. */
export async function highlightCode(code: string, language: string): Promise<HighlightedCode | null> {
  if (code.length > HIGHLIGHT_LIMIT) return null;
  const found = loadLanguage(language);
  if (!found) return null;
  const [highlighter, grammar] = await Promise.all([getHighlighter(), found.grammar()]);
  await highlighter.loadLanguage(grammar);
  const tokenize = (): HighlightedCode =>
    highlighter.codeToTokens(code, {
      lang: found.name,
      themes: { light: "github-light-high-contrast", dark: "github-dark-default" },
      defaultColor: false,
      // A pathological line stops being coloured, not the page.
      tokenizeTimeLimit: LINE_LIMIT_MS,
      tokenizeMaxLineLength: 5000,
    }).tokens;
  const start = performance.now();
  const tokens = tokenize();
  // The first use compiles the grammar, which can eat up a line's time and leave it wrongly coloured.
  return performance.now() - start > LINE_LIMIT_MS ? tokenize() : tokens;
}
