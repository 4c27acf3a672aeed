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
/** A picture twice as fine as the screen. */
const SCALE = 2;

interface Picture {
  svg: string;
  width: number;
  height: number;
}

/** The chart in a figure as a picture by itself: styles of the page written into its marks, on the page's ground. */
export function pictureOf(figure: HTMLElement, title: string): Picture | null {
  const source = figure.querySelector<SVGSVGElement>("svg[data-chart]");
  if (source === null) return null;
  const chartWidth = source.width.baseVal.value;
  const chartHeight = source.height.baseVal.value;
  const width = chartWidth + 2 * MARGIN_PX;
  const height = chartHeight + TITLE_PX + 2 * MARGIN_PX;
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
  picture.append(ground, heading, chart);
  return { svg: new XMLSerializer().serializeToString(picture), width, height };
}

function styledCopy(source: Element): Element {
  const copy = source.cloneNode(false) as Element;
  const style = getComputedStyle(source);
  for (const name of [...copy.attributes].map((attribute) => attribute.name)) {
    if (/^(class|role|tabindex|aria-|data-)/.test(name)) copy.removeAttribute(name);
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
