interface SavePicker {
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
}

/** "saved": written; "cancelled": the person changed their mind. */
export type SaveOutcome = "saved" | "cancelled";

function isAbort(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === "AbortError";
}

async function download(stream: ReadableStream<Uint8Array<ArrayBuffer>>, name: string): Promise<void> {
  const blob = await new Response(stream).blob();
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of the blob once the click returned, but not all of them at once.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

interface SaveOptions {
  /** Ends the saving; nothing of the file is left. */
  signal?: AbortSignal;
  /** Told how many bytes were saved since the last time. */
  onBytes?: (bytes: number) => void;
}

/**
 * Saves a stream as a file: straight to disk where the browser lets the person choose a place, else as a download.
 * Must be called from a click. Rejects with what the stream fails with.
 */
export async function saveStream(
  open: () => ReadableStream<Uint8Array>,
  suggestedName: string,
  options: SaveOptions = {},
): Promise<SaveOutcome> {
  const { signal, onBytes } = options;
  let reading: Promise<void> = Promise.resolve();
  const openCounted = () => {
    const counting = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        onBytes?.(bytes.length);
        controller.enqueue(bytes);
      },
    });
    reading = open().pipeTo(counting.writable, signal === undefined ? {} : { signal });
    // Asked below: what is made of the stream may fail first, and for no better reason than that it failed.
    reading.catch(() => {});
    return counting.readable;
  };
  try {
    return await save(openCounted, suggestedName);
  } catch (cause) {
    if (signal?.aborted) return "cancelled";
    await reading;
    throw cause;
  }
}

async function save(
  makeStream: () => ReadableStream<Uint8Array>,
  suggestedName: string,
): Promise<SaveOutcome> {
  const picker = (window as unknown as SavePicker).showSaveFilePicker;
  if (picker !== undefined && window.isSecureContext) {
    let handle: FileSystemFileHandle;
    try {
      handle = await picker({ suggestedName });
    } catch (cause) {
      if (isAbort(cause)) return "cancelled";
      // Refused by policy or by an automated browser: the download works everywhere.
      await download(makeStream() as ReadableStream<Uint8Array<ArrayBuffer>>, suggestedName);
      return "saved";
    }
    const target = await handle.createWritable();
    await makeStream().pipeTo(target as WritableStream<Uint8Array>);
    return "saved";
  }
  await download(makeStream() as ReadableStream<Uint8Array<ArrayBuffer>>, suggestedName);
  return "saved";
}

/** Text parts as a stream of UTF-8. */
export function textStream(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}

/** Name of an export: that of the dataset without its endings, and what the export holds. */
export function exportName(
  fileName: string,
  ending: "jsonl" | "csv" | "md",
  holds: "view" | "marks" | "card" = ending === "md" ? "card" : "view",
): string {
  const stem = fileName
    .replace(/^.*[\\/]/, "")
    .replace(/(\.(jsonl?|ndjson|parquet|pq|txt|gz|zst|zstd))+$/i, "");
  return `${stem || "dataset"}-${holds}.${ending}`;
}
