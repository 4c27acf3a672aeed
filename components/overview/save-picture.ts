import { formatCount } from "@/components/ui";
import { textWidth } from "./fit-text";

const SVG = "http://www.w3.org/2000/svg";
/** What a picture takes along from the page; everything else of a mark is an attribute already. */
const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "font-size",
  "font-weight",
  "font-family",
  "font-variant-numeric",
  "text-anchor",
  "dominant-baseline",
  "text-decoration-line",
] as const;
const MARGIN_PX = 12;
const GAP_PX = 6;
const KEY_PX = 9;
interface Lettering {
  sizePx: number;
  linePx: number;
  weight: number;
}
const HEADING: Lettering = { sizePx: 14, linePx: 20, weight: 600 };
const NOTE: Lettering = { sizePx: 12, linePx: 17, weight: 400 };
/** A picture has not the page's font: letters of others are up to so much wider than those measured, bold ones more. */
const WIDER = { plain: 1.15, bold: 1.25 };
/** A picture twice as fine as the screen. */
const SCALE = 2;

interface Picture {
  svg: string;
  width: number;
  height: number;
}

/**
 * The chart in a figure as a picture by itself: styles of the page written into its marks, on the page's ground, and
 * below it what the page says beside it. Of a list that scrolls, what is drawn of it. It is taken as it looks now, before
 * the pointer comes to lie on a mark; what it gives finishes it with notes for those who see it without the page.
 */
export function pictureOf(
  figure: HTMLElement,
  title: string,
): ((notes: readonly string[]) => Picture) | null {
  const source = figure.querySelector<SVGSVGElement>("svg[data-chart]");
  if (source === null) return null;
  const chartWidth = source.width.baseVal.value;
  const drawn = drawnPart(source);
  const width = chartWidth + 2 * MARGIN_PX;
  const { color, backgroundColor, fontFamily } = getComputedStyle(figure);
  const plain = (text: string) => wordsOf(text, color);
  const heading = linesOf([plain(title)], chartWidth, HEADING);
  const told = [...partsOf(figure), ...(drawn.words === null ? [] : [plain(drawn.words)])];
  const chartTop = MARGIN_PX + heading.length * HEADING.linePx + GAP_PX;
  const belowTop = chartTop + drawn.heightPx + GAP_PX;
  const chart = element("g", { transform: `translate(${MARGIN_PX},${chartTop - drawn.topPx})` });
  chart.append(styledCopy(source, drawn.isWhole ? null : drawn));
  return (notes) => {
    const below = linesOf([...told, ...notes.map(plain)], chartWidth, NOTE);
    const height = belowTop + below.length * NOTE.linePx + MARGIN_PX;
    const picture = element("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
    picture.append(
      element("rect", { width, height, fill: backgroundColor }),
      ...heading.flatMap((line, place) => drawLine(line, MARGIN_PX, place, HEADING, fontFamily)),
      chart,
      ...below.flatMap((line, place) => drawLine(line, belowTop, place, NOTE, fontFamily)),
    );
    return { svg: new XMLSerializer().serializeToString(picture), width, height };
  };
}

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  return made;
}

interface DrawnPart {
  topPx: number;
  heightPx: number;
  /** On the screen, px. */
  screen: { top: number; bottom: number };
  isWhole: boolean;
  /** Which rows it is; null for all. */
  words: string | null;
}

/** What is drawn of a chart: of a long list, the rows on the screen and a few beside them. */
function drawnPart(source: SVGSVGElement): DrawnPart {
  const heightPx = source.height.baseVal.value;
  const chart = source.getBoundingClientRect();
  const scrolled = source.parentElement;
  const marks = [...source.querySelectorAll("[data-mark]")];
  const [first, last] = [marks[0], marks.at(-1)];
  if (
    first === undefined ||
    last === undefined ||
    scrolled === null ||
    getComputedStyle(scrolled).overflowY !== "auto"
  ) {
    return { topPx: 0, heightPx, screen: chart, isWhole: true, words: null };
  }
  const top = first.getBoundingClientRect().top;
  const bottom = last.getBoundingClientRect().bottom;
  const place = (mark: Element) => formatCount(Number(mark.getAttribute("data-mark")) + 1);
  return {
    ...{ topPx: top - chart.top, heightPx: bottom - top, screen: { top, bottom }, isWhole: false },
    words: `${place(first)} to ${place(last)} of a longer list`,
  };
}

/** A few words that stand beside a chart on the page, with the colour that they explain. */
interface NotePart {
  text: string;
  ink: string;
  /** null where the words stand for no colour. */
  key: string | null;
}

/** What the page says beside the chart: the elements marked as part of its picture, in their order. */
function partsOf(figure: HTMLElement): NotePart[][] {
  return [...figure.querySelectorAll<HTMLElement>("[data-picture-note]")].flatMap((note): NotePart[][] => {
    const ink = getComputedStyle(note).color;
    const keys = [...note.querySelectorAll<HTMLElement>("[data-picture-key]")];
    const parts = keys.map((key) => ({
      text: (key.textContent ?? "").trim(),
      ink,
      key: getComputedStyle(key.firstElementChild ?? key).backgroundColor,
    }));
    if (parts.length > 0) return [parts];
    const words = wordsOf(note.textContent ?? "", ink);
    return words.length === 0 ? [] : [words];
  });
}

function wordsOf(text: string, ink: string): NotePart[] {
  return text
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => ({ text: word, ink, key: null }));
}

type NoteLine = { part: NotePart; x: number }[];

/** Each note in as many lines as it needs. */
function linesOf(notes: readonly NotePart[][], widthPx: number, { sizePx, weight }: Lettering): NoteLine[] {
  const widthOf = (text: string) => textWidth(text, sizePx) * (weight > 400 ? WIDER.bold : WIDER.plain);
  const space = widthOf("n") / 2;
  return notes.flatMap((parts) => {
    const lines: NoteLine[] = [[]];
    let x = 0;
    for (const part of parts.flatMap((whole) => pieces(whole, widthPx, widthOf))) {
      const px = widthOf(part.text) + (part.key === null ? 0 : KEY_PX + 5);
      if (x > 0 && x + px > widthPx) {
        lines.push([]);
        x = 0;
      }
      const line = lines.at(-1);
      const last = line?.at(-1);
      // Words in a row are one text, so that they can be read and searched for as such.
      if (last !== undefined && part.key === null && last.part.key === null) {
        last.part = { ...last.part, text: `${last.part.text} ${part.text}` };
      } else line?.push({ part, x });
      x += px + (part.key === null ? space : 3 * space);
    }
    return lines;
  });
}

/** A word that is longer than a line, in parts that are not. */
function pieces(part: NotePart, widthPx: number, widthOf: (text: string) => number): NotePart[] {
  if (part.key !== null || widthOf(part.text) <= widthPx) return [part];
  const texts = [""];
  for (const sign of part.text) {
    const last = texts.at(-1) ?? "";
    if (widthOf(last + sign) <= widthPx) texts[texts.length - 1] = last + sign;
    else texts.push(sign);
  }
  return texts.map((text) => ({ ...part, text }));
}

function drawLine(
  line: NoteLine,
  topPx: number,
  place: number,
  { sizePx, linePx, weight }: Lettering,
  fontFamily: string,
): Element[] {
  const y = topPx + (place + 0.5) * linePx;
  return line.flatMap(({ part, x }) => {
    const left = MARGIN_PX + x;
    const text = element("text", {
      x: left + (part.key === null ? 0 : KEY_PX + 5),
      ...{ y, fill: part.ink, "font-size": sizePx, "font-weight": weight, "font-family": fontFamily },
      ...{ "dominant-baseline": "central", "font-variant-numeric": "tabular-nums" },
    });
    text.textContent = part.text;
    if (part.key === null) return [text];
    return [
      element("rect", { x: left, y: y - KEY_PX / 2, width: KEY_PX, height: KEY_PX, fill: part.key }),
      text,
    ];
  });
}

/** An element as it looks on the page, without what lies across the edges of `part`. */
function styledCopy(source: Element, part: DrawnPart | null): Element {
  // A drawing within a drawing cuts what lies beside it, and not every program knows that the page lets it overflow.
  const copy = source instanceof SVGSVGElement ? groupAt(source) : (source.cloneNode(false) as Element);
  const style = getComputedStyle(source);
  for (const name of [...copy.attributes].map((attribute) => attribute.name)) {
    if (/^(class|style|role|tabindex|aria-|data-)/.test(name)) copy.removeAttribute(name);
  }
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    const attribute = name === "text-decoration-line" ? "text-decoration" : name;
    if (value !== "") copy.setAttribute(attribute, plainColour(value));
  }
  // As wide as on the page in whichever font it is drawn, or names would run into their bars.
  if (source instanceof SVGTextElement && source.children.length === 0 && source.textContent !== "") {
    copy.setAttribute("textLength", String(source.getComputedTextLength()));
    copy.setAttribute("lengthAdjust", "spacingAndGlyphs");
  }
  for (const child of source.childNodes) {
    if (!(child instanceof Element)) copy.append(child.cloneNode());
    else if (part === null || isWithin(child, part)) copy.append(styledCopy(child, part));
  }
  return copy;
}

/** What holds the marks of a drawing, where it lies. */
function groupAt({ x, y }: SVGSVGElement): SVGElement {
  return element("g", { transform: `translate(${x.baseVal.value},${y.baseVal.value})` });
}

/** Whether all of an element is to be seen, or of a group any. */
function isWithin(child: Element, { screen }: DrawnPart): boolean {
  const { top, bottom } = child.getBoundingClientRect();
  if (child instanceof SVGGElement) return bottom > screen.top && top < screen.bottom;
  return top >= screen.top - 1 && bottom <= screen.bottom + 1;
}

/** A mixed colour, which the browser gives as `color(srgb 0.5 0.6 0.7)`, in the way that every program reads. */
function plainColour(value: string): string {
  return value.replace(
    /color\(srgb ([\d.e+-]+) ([\d.e+-]+) ([\d.e+-]+)\)/,
    (_, ...parts: string[]) =>
      `rgb(${parts
        .slice(0, 3)
        .map((part) => Math.round(Number(part) * 255))
        .join(", ")})`,
  );
}

/** The picture in pixels. Rejects when the browser cannot draw it. */
export async function pictureToPng({ svg, width, height }: Picture): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image(width, height);
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("This browser gives no canvas to draw on.");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (blob === null) throw new Error("The picture is too large for this browser.");
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}
