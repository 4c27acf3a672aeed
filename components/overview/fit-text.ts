const ELLIPSIS = "…";
const cache = new Map<string, string>();
const CACHE_MAX = 20_000;
let context: CanvasRenderingContext2D | null | undefined;

/** Width of a text in the charts' font, in px. */
export function textWidth(text: string, sizePx: number): number {
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
