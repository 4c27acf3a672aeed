import type { Locator } from "@playwright/test";

/** Where the mouse goes to point at a mark of a chart. */
export async function middleOf(mark: Locator): Promise<readonly [x: number, y: number]> {
  const box = await mark.boundingBox();
  if (box === null) throw new Error("no mark");
  return [box.x + box.width / 2, box.y + box.height / 2];
}
