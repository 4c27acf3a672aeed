const ELLIPSIS = "…";
const cache = new Map<string, string>();
const CACHE_MAX = 20_000;
let context: CanvasRenderingContext2D | null | undefined;

/**
 * Signs that Inter draws as wide as a figure (or as each other) under `tabular-nums`, which the page is set in and a
 * canvas knows nothing of; widths in ems.
 */
const TABULAR_EM: ReadonlyMap<string, number> = new Map([
  ...[..."0123456789+-*<=>~−×"].map((sign) => [sign, 0.6485] as const),
  ...[...",.:;"].map((sign) => [sign, 0.27] as const),
  ...[..."()[]{}"].map((sign) => [sign, 0.391] as const),
]);

/** Width of a text in the charts' font, in px. */
export function textWidth(text: string, sizePx: number): number {
  let rest = "";
  let tabularEm = 0;
  for (const sign of text) {
    const em = TABULAR_EM.get(sign);
    if (em === undefined) rest += sign;
    else tabularEm += em;
  }
  return tabularEm * sizePx + (rest === "" ? 0 : plainWidth(rest, sizePx));
}

function plainWidth(text: string, sizePx: number): number {
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return text.length * sizePx * 0.6;
  context.font = `${sizePx}px "Inter Variable", sans-serif`;
  return context.measureText(text).width;
}

/** The text, cut with an ellipsis where it is wider than `widthPx`: SVG cuts nothing by itself. */
export function fitText(text: string, widthPx: number, sizePx: number): string {
  const key = `${sizePx} ${Math.floor(widthPx)} ${text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const fitted = cut(text, widthPx, sizePx);
  if (cache.size >= CACHE_MAX) cache.clear();
  cache.set(key, fitted);
  return fitted;
}

function cut(text: string, widthPx: number, sizePx: number): string {
  if (text.length < 400 && textWidth(text, sizePx) <= widthPx) return text;
  // Names of datasets and models differ behind the slash: "ai2-adapt-dev/flan_v2" as "…/flan_v2".
  const slash = text.lastIndexOf("/");
  if (slash > 1 && slash < text.length - 1) return cut(`${ELLIPSIS}${text.slice(slash)}`, widthPx, sizePx);
  const signs = [...text.slice(0, 400)];
  let low = 0;
  let high = signs.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const head = `${signs.slice(0, middle).join("").trimEnd()}${ELLIPSIS}`;
    if (textWidth(head, sizePx) <= widthPx) low = middle;
    else high = middle - 1;
  }
  return `${signs.slice(0, low).join("").trimEnd()}${ELLIPSIS}`;
}
