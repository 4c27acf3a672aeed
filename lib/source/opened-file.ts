/** A file of the person's machine, with the handle by which it can be read another day where the browser gives one. */
export interface OpenedFile {
  file: File;
  handle: FileSystemFileHandle | null;
}

/** The browser's dialog for choosing files, where it gives handles; TypeScript does not know it yet. */
type OpenFilePicker = (options: { multiple: boolean }) => Promise<FileSystemFileHandle[]>;

/**
 * Lets the person choose files in a dialog that gives handles: [] when they choose none, null where the browser has no
 * such dialog or does not show it here. Call it for a click or a key.
 */
export async function pickFiles(): Promise<OpenedFile[] | null> {
  const pick = (globalThis as { showOpenFilePicker?: OpenFilePicker }).showOpenFilePicker;
  if (pick === undefined) return null;
  try {
    const handles = await pick({ multiple: true });
    return await Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
  } catch (cause) {
    return cause instanceof DOMException && cause.name === "AbortError" ? [] : null;
  }
}

/** Handles know of permissions in Chromium only. */
type PermittedHandle = FileSystemFileHandle & {
  queryPermission?(options: { mode: "read" }): Promise<PermissionState>;
  requestPermission?(options: { mode: "read" }): Promise<PermissionState>;
};

/** Whether the file may be read now; `ask` lets the browser ask the person, which takes a click or a key. */
export async function mayRead(handle: FileSystemFileHandle, ask: boolean): Promise<boolean> {
  const permitted: PermittedHandle = handle;
  if (permitted.queryPermission === undefined) return true;
  if ((await permitted.queryPermission({ mode: "read" })) === "granted") return true;
  return ask && (await permitted.requestPermission?.({ mode: "read" })) === "granted";
}
