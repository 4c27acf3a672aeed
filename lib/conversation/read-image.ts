import type { Value } from "@/lib/format/value";
import { firstFilled } from "./filled";

/** A reference to an image in a part of any of the known forms; null when the part is no image. Nothing is fetched. */
export function readImage(part: Value): { url: string; mediaType: string | null } | null {
  const type = firstFilled(part, ["type"])?.text() ?? "";
  if (!type.includes("image")) return null;
  const holder = firstFilled(part, ["image_url", "image", "source"]) ?? part;
  if (holder.kind === "text") return { url: holder.text(), mediaType: null };
  const mediaType = firstFilled(holder, ["media_type", "mime_type"])?.text() ?? null;
  const url = firstFilled(holder, ["url", "path", "value"]);
  if (url !== null) return { url: url.text(), mediaType };
  const data = firstFilled(holder, ["data"]);
  return { url: data === null ? "" : `data:${mediaType ?? "image/png"};base64,${data.text()}`, mediaType };
}
