import { goHome, withPage } from "./open-page";

/** Each reads a half of the file. */
const STREAMS = 2;
const ROOM_BYTES = 1 << 20;
const INPUT = "loupe-bench-file";

/**
 * Milliseconds that a page takes to read every byte of a file in the quickest way there is, and to do nothing with them:
 * no page can index a file sooner.
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
      async ([id, streams, roomBytes]) => {
        const file = (document.getElementById(id) as HTMLInputElement).files?.[0];
        if (file === undefined) throw new Error("no file was chosen");
        const startedMs = performance.now();
        const share = Math.ceil(file.size / streams);
        const readers = Array.from({ length: streams }, (_, index) =>
          file
            .slice(index * share, (index + 1) * share)
            .stream()
            .getReader({ mode: "byob" }),
        );
        // See StretchReader: a stream that nothing holds is forgotten.
        Object.assign(window, { loupeReaders: readers });
        let readBytes = 0;
        const drain = async (reader: ReadableStreamBYOBReader): Promise<void> => {
          let room = new Uint8Array(roomBytes);
          for (;;) {
            const { value, done } = await reader.read(room);
            if (done) return;
            readBytes += value.byteLength;
            room = new Uint8Array(value.buffer);
          }
        };
        await Promise.all(readers.map(drain));
        if (readBytes !== file.size) throw new Error(`${readBytes} bytes were read of ${file.size}`);
        return performance.now() - startedMs;
      },
      [INPUT, STREAMS, ROOM_BYTES] as const,
    );
  });
}
