import { drawPicture } from "./draw-picture";

/** Saves a picture of an element as a download. Says whether it had to be cut. */
export async function savePictureOf(
  element: HTMLElement,
  title: string,
  fileName: string,
): Promise<{ isCut: boolean }> {
  const { png, isCut } = await drawPicture(element, title);
  const url = URL.createObjectURL(png);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken hold of the blob once the click returned, but not all of them at once.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return { isCut };
}
