import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";

/** Saves what the menu of a chart offers under that name. */
export async function saveFromMenu(page: Page, figure: Locator, item: string): Promise<Buffer> {
  // Without the browser's dialog, which no test can answer, files are downloaded.
  await page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
  await figure.getByRole("button", { name: /^More about / }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: item }).click();
  return readFile(await (await downloading).path());
}

/** Saves a chart as SVG, checks that nothing of it is cut, and gives its texts. */
export async function savedTexts(page: Page, figure: Locator): Promise<string[]> {
  const svg = (await saveFromMenu(page, figure, "Save picture as SVG")).toString();
  expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(svg).not.toMatch(/class=|var\(/);
  const { texts, outside, nested } = await page.evaluate((source) => {
    const picture = document.body.appendChild(
      document.adoptNode(new DOMParser().parseFromString(source, "image/svg+xml").documentElement),
    );
    const frame = picture.getBoundingClientRect();
    const found = [...picture.querySelectorAll("text")].filter((text) => text.textContent !== "");
    const isOutside = (text: SVGTextElement) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return left < frame.left || right > frame.right || top < frame.top || bottom > frame.bottom;
    };
    const words = (text: SVGTextElement) => text.textContent ?? "";
    const answer = {
      texts: found.map(words),
      outside: found.filter(isOutside).map(words),
      nested: picture.querySelectorAll("svg, [overflow], [clip-path]").length,
    };
    picture.remove();
    return answer;
  }, svg);
  expect(outside).toEqual([]);
  expect(nested).toBe(0);
  return texts;
}
