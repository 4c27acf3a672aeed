import { expect, type Page } from "@playwright/test";

/** Of the file that these tests keep an index of: large enough to be kept. */
export const ROWS = 3_000;
export const WORDS =
  "maps of the river show where the ford was before the flood took the mill and the road ".repeat(5);

function recordAt(index: number): object {
  return {
    id: `id_${index}`,
    kind: ["alpha", "beta", "gamma"][index % 3],
    messages: [
      { role: "user", content: `Question ${index}: ${WORDS}` },
      { role: "assistant", content: index === 2_345 ? "the hidden heron" : `Answer ${index}` },
    ],
  };
}

export function textOfRecords(): string {
  return Array.from({ length: ROWS }, (_, index) => `${JSON.stringify(recordAt(index))}\n`).join("");
}

/** Waits until the page has kept an index, or given up; tells which. */
export async function isKept(page: Page): Promise<boolean> {
  const marks = () =>
    page.evaluate(() =>
      performance
        .getEntriesByName("loupe:kept")
        .map((mark) => (mark as PerformanceMark).detail.isKept as boolean),
    );
  await expect.poll(async () => (await marks()).length).toBe(1);
  return (await marks())[0] ?? false;
}

/** Names of the folders in which indexes lie. */
export function indexFolders(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("loupe-indexes");
    return Array.fromAsync(root.keys());
  });
}

/** What was opened before, on the home page. */
export const recent = (page: Page) => page.getByRole("list", { name: "Recent" });
