import "./picture.css";

/** Width of the picture in CSS pixels: a column that can be read on a slide. */
const WIDTH = 880;
/** Browsers refuse canvases beyond about this many pixels on a side. */
const SIDE_MAX = 16_000;
const SCALES = [2, 1.5, 1] as const;

/** What can be pressed and says nothing about the record; folds, what they hide and what is kept do. The print style has the same. */
const CONTROLS =
  ":is(button[aria-label]:not([aria-expanded]), button[aria-pressed], [aria-haspopup], label, input, span:has(> select), [data-screen-only], [data-less]):not([data-kept])";

export interface Picture {
  png: Blob;
  /** True when the record is higher than any picture can be, and the rest was left out. */
  isCut: boolean;
}

/**
 * A picture of an element as it stands on the page, at a width of its own. The browser draws it: a copy of the element
 * and the page's style sheets go into an SVG, and that onto a canvas. Nothing leaves the page.
 */
export async function drawPicture(element: HTMLElement, title: string): Promise<Picture> {
  const { copy, height } = await layOut(element, title);
  const scale = SCALES.find((each) => height * each <= SIDE_MAX) ?? 1;
  const shownHeight = Math.min(height, SIDE_MAX);
  const svg = toSvg(copy, await readStyles(), shownHeight);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH * scale;
  canvas.height = Math.ceil(shownHeight * scale);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser gives no canvas.");
  context.scale(scale, scale);
  context.drawImage(image, 0, 0, WIDTH, shownHeight);
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!png) throw new Error("The picture is too large for this browser.");
  return { png, isCut: shownHeight < height };
}

/** A copy of the element with a title over it, and how high it is at the width of the picture. */
async function layOut(element: HTMLElement, title: string): Promise<{ copy: HTMLElement; height: number }> {
  const copy = document.createElement("div");
  copy.className = "record-picture";
  const heading = document.createElement("p");
  heading.className = "record-picture-title";
  heading.textContent = title;
  copy.append(heading, element.cloneNode(true));
  for (const control of copy.querySelectorAll(CONTROLS)) control.remove();
  const stage = document.createElement("div");
  stage.className = "record-picture-stage";
  stage.inert = true;
  stage.append(copy);
  document.body.append(stage);
  await document.fonts.ready;
  const height = Math.ceil(copy.getBoundingClientRect().height);
  stage.remove();
  return { copy, height };
}

function toSvg(copy: HTMLElement, styles: string, height: number): string {
  const { theme = "light" } = document.documentElement.dataset;
  const page = document.createElementNS("http://www.w3.org/1999/xhtml", "div");
  page.setAttribute("data-theme", theme);
  page.setAttribute("class", "record-picture-page");
  const style = document.createElementNS("http://www.w3.org/1999/xhtml", "style");
  // Inside the picture the page's root is this element.
  style.textContent = styles.replaceAll(":root", ".record-picture-page");
  page.append(style, copy);
  const html = new XMLSerializer().serializeToString(page).replace(FORBIDDEN_IN_XML, "\uFFFD");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}"><foreignObject width="100%" height="100%">${html}</foreignObject></svg>`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stand in XML
const FORBIDDEN_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

let styles: Promise<string> | undefined;

/** All style sheets of the page as text; fonts are inside as data, since a picture may load nothing. */
function readStyles(): Promise<string> {
  styles ??= collectStyles();
  return styles;
}

async function collectStyles(): Promise<string> {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const texts = await Promise.all(
    rules.map((rule) => (rule instanceof CSSFontFaceRule ? embedFont(rule) : rule.cssText)),
  );
  return texts.join("\n");
}

/** A font face with its file inside; "" for one that the page does not use. */
async function embedFont(rule: CSSFontFaceRule): Promise<string> {
  const family = rule.style.getPropertyValue("font-family").replaceAll(/["']/g, "");
  const range = rule.style.getPropertyValue("unicode-range");
  const isUsed = [...document.fonts].some(
    (face) =>
      face.status === "loaded" &&
      face.family.replaceAll(/["']/g, "") === family &&
      (range === "" || sameRange(face.unicodeRange, range)),
  );
  const address = /url\("?([^")]+)"?\)/.exec(rule.cssText)?.[1];
  if (!isUsed || address === undefined) return "";
  const base = rule.parentStyleSheet?.href ?? document.baseURI;
  const blob = await (await fetch(new URL(address, base))).blob();
  return rule.cssText.replace(/src:[^;]+;/, `src: url("${await toDataUrl(blob)}");`);
}

function sameRange(a: string, b: string): boolean {
  const plain = (range: string): string => range.toLowerCase().replaceAll(/\s|u\+0*(?=[0-9a-f])/g, "");
  return plain(a) === plain(b);
}

function toDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("A font could not be read."));
    reader.readAsDataURL(blob);
  });
}
