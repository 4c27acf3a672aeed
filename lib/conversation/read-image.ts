import type { Value } from "@/lib/format/value";
import { firstFilled } from "./filled";

/** What holds the reference where the part itself does not; its kind; the reference, and its bytes without one. */
export const IMAGE_HOLDER_FIELDS = ["image_url", "image", "source"] as const;
export const IMAGE_KIND_FIELDS = ["media_type", "mime_type"] as const;
export const IMAGE_URL_FIELDS = ["url", "path", "value"] as const;
export const IMAGE_BYTES_FIELD = "data";

/** A reference to an image in a part of any of the known forms; null when the part is no image. Nothing is fetched. */
export function readImage(part: Value): { url: string; mediaType: string | null } | null {
  const type = firstFilled(part, ["type"])?.text() ?? "";
  if (!type.includes("image")) return null;
  const holder = firstFilled(part, IMAGE_HOLDER_FIELDS) ?? part;
  if (holder.kind === "text") return { url: holder.text(), mediaType: null };
  const mediaType = firstFilled(holder, IMAGE_KIND_FIELDS)?.text() ?? null;
  const url = firstFilled(holder, IMAGE_URL_FIELDS);
  if (url !== null) return { url: url.text(), mediaType };
  const data = firstFilled(holder, [IMAGE_BYTES_FIELD]);
  return { url: data === null ? "" : `data:${mediaType ?? "image/png"};base64,${data.text()}`, mediaType };
}
