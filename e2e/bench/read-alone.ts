import { goHome, withPage } from "./open-page";

/** As much as a parse worker reads at once. */
const SLICE_BYTES = 16 << 20;
const READ_AT_ONCE = 2;
const INPUT = "loupe-bench-file";

/**
 * Milliseconds that a page takes to read every byte of a file in slices, two of them on the way, and to do nothing with
 * them: no page can index a file sooner.
 */
export function readAlone(origin: string, chromiumPath: string, path: string): Promise<number> {
  return withPage(chromiumPath, async (page) => {
    await goHome(page, origin);
    await page.evaluate((id) => {
      const input = document.createElement("input");
      input.type = "file";
      input.id = id;
      document.body.append(input);
    }, INPUT);
    await page.locator(`#${INPUT}`).setInputFiles(path);
    return page.evaluate(
      async ([id, sliceBytes, atOnce]) => {
        const file = (document.getElementById(id) as HTMLInputElement).files?.[0];
        if (file === undefined) throw new Error("no file was chosen");
        const startedMs = performance.now();
        let next = 0;
        let readBytes = 0;
        const readOn = async (): Promise<void> => {
          while (next < file.size) {
            const slice = file.slice(next, next + sliceBytes);
            next += sliceBytes;
            const { byteLength } = await slice.arrayBuffer();
            readBytes += byteLength;
          }
        };
        await Promise.all(Array.from({ length: atOnce }, readOn));
        if (readBytes !== file.size) throw new Error(`${readBytes} bytes were read of ${file.size}`);
        return performance.now() - startedMs;
      },
      [INPUT, SLICE_BYTES, READ_AT_ONCE] as const,
    );
  });
}
