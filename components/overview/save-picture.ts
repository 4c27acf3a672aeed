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
const TITLE_PX = 28;
const NOTE_PX = 12;
const NOTE_LINE_PX = 17;
const KEY_PX = 9;
/** A picture twice as fine as the screen. */
const SCALE = 2;

interface Picture {
  svg: string;
  width: number;
  height: number;
}

/**
 * The chart in a figure as a picture by itself: styles of the page written into its marks, on the page's ground, and
 * below it what the page says beside it.
 */
export function pictureOf(figure: HTMLElement, title: string): Picture | null {
  const source = figure.querySelector<SVGSVGElement>("svg[data-chart]");
  if (source === null) return null;
  const chartWidth = source.width.baseVal.value;
  const chartHeight = source.height.baseVal.value;
  const width = chartWidth + 2 * MARGIN_PX;
  const notes = linesOf(partsOf(figure), chartWidth);
  const notesPx = notes.length === 0 ? 0 : notes.length * NOTE_LINE_PX + 4;
  const height = chartHeight + TITLE_PX + notesPx + 2 * MARGIN_PX;
  const page = getComputedStyle(figure);
  const picture = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
    picture.setAttribute(name, String(value));
  }
  const ground = document.createElementNS(SVG, "rect");
  ground.setAttribute("width", String(width));
  ground.setAttribute("height", String(height));
  ground.setAttribute("fill", page.backgroundColor);
  const heading = document.createElementNS(SVG, "text");
  heading.textContent = title;
  const words = { x: MARGIN_PX, y: MARGIN_PX + 14, fill: page.color, "font-size": 14, "font-weight": 600 };
  for (const [name, value] of Object.entries(words)) heading.setAttribute(name, String(value));
  heading.setAttribute("font-family", page.fontFamily);
  const chart = styledCopy(source) as SVGElement;
  chart.setAttribute("x", String(MARGIN_PX));
  chart.setAttribute("y", String(MARGIN_PX + TITLE_PX));
  const below = notes.flatMap((line, place) =>
    drawLine(line, MARGIN_PX + TITLE_PX + chartHeight + 4 + (place + 0.5) * NOTE_LINE_PX, page.fontFamily),
  );
  picture.append(ground, heading, chart, ...below);
  return { svg: new XMLSerializer().serializeToString(picture), width, height };
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
    const words = (note.textContent ?? "").trim().split(/\s+/);
    return words.join("") === "" ? [] : [words.map((text) => ({ text, ink, key: null }))];
  });
}

type NoteLine = { part: NotePart; x: number }[];

/** Each note in as many lines as it needs. */
function linesOf(notes: readonly NotePart[][], widthPx: number): NoteLine[] {
  const space = textWidth("n", NOTE_PX) / 2;
  return notes.flatMap((parts) => {
    const lines: NoteLine[] = [[]];
    let x = 0;
    for (const part of parts) {
      const px = textWidth(part.text, NOTE_PX) + (part.key === null ? 0 : KEY_PX + 5);
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

function drawLine(line: NoteLine, y: number, fontFamily: string): Element[] {
  return line.flatMap(({ part, x }) => {
    const left = MARGIN_PX + x;
    const text = document.createElementNS(SVG, "text");
    text.textContent = part.text;
    const words = {
      x: left + (part.key === null ? 0 : KEY_PX + 5),
      ...{ y, fill: part.ink, "font-size": NOTE_PX, "font-family": fontFamily },
      ...{ "dominant-baseline": "central", "font-variant-numeric": "tabular-nums" },
    };
    for (const [name, value] of Object.entries(words)) text.setAttribute(name, String(value));
    if (part.key === null) return [text];
    const key = document.createElementNS(SVG, "rect");
    const square = { x: left, y: y - KEY_PX / 2, width: KEY_PX, height: KEY_PX, fill: part.key };
    for (const [name, value] of Object.entries(square)) key.setAttribute(name, String(value));
    return [key, text];
  });
}

function styledCopy(source: Element): Element {
  const copy = source.cloneNode(false) as Element;
  const style = getComputedStyle(source);
  for (const name of [...copy.attributes].map((attribute) => attribute.name)) {
    if (/^(class|style|role|tabindex|aria-|data-)/.test(name)) copy.removeAttribute(name);
  }
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    const attribute = name === "text-decoration-line" ? "text-decoration" : name;
    if (value !== "") copy.setAttribute(attribute, plainColour(value));
  }
  for (const child of source.childNodes) {
    if (child instanceof Element) copy.append(styledCopy(child));
    else copy.append(child.cloneNode());
  }
  return copy;
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
