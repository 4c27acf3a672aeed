const DATA_URL = /^data:([a-z]+\/[a-z0-9.+-]+)?((?:;[^,;]*)*),/i;

export interface ImageDescription {
  /** "image, 12 KB PNG", "image, PNG", "image". */
  text: string;
  /** A `data:` image of a kind that cannot hold script. */
  isSavable: boolean;
}

/** Says what an image reference holds without decoding or fetching it. */
export function describeImage(url: string, mediaType: string | null): ImageDescription {
  const data = DATA_URL.exec(url.slice(0, 400));
  const type = (data?.[1] ?? mediaType ?? typeFromPath(url) ?? "").toLowerCase();
  const format = type.startsWith("image/")
    ? type
        .slice(6)
        .replace(/\+xml$/, "")
        .toUpperCase()
    : "";
  const size = data ? sizeOfData(url, data[0].length, /;base64/i.test(data[2] ?? "")) : null;
  const details = [size === null ? "" : formatBytes(size), format].filter(Boolean).join(" ");
  return {
    text: details === "" ? "image" : `image, ${details}`,
    isSavable: data !== null && /^image\/(png|jpe?g|gif|webp|avif|bmp)$/.test(type),
  };
}

function sizeOfData(url: string, start: number, isBase64: boolean): number {
  const length = url.length - start;
  if (!isBase64) return length;
  const padding = url.endsWith("==") ? 2 : url.endsWith("=") ? 1 : 0;
  return Math.max(0, Math.floor((length * 3) / 4) - padding);
}

function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000).toLocaleString("en")} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function typeFromPath(url: string): string | null {
  const extension = /\.(png|jpe?g|gif|webp|avif|bmp|svg)(?:[?#]|$)/i
    .exec(url.slice(0, 2000))?.[1]
    ?.toLowerCase();
  return extension ? `image/${extension === "jpg" ? "jpeg" : extension}` : null;
}
