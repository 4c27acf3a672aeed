const KEY = "loupe:measured";
/** Datasets remembered in one tab. */
const MOST = 50;

/** Whether the messages of the dataset with this fingerprint were measured in this tab before. */
export function wasMeasured(fingerprint: string): boolean {
  return readKept().includes(fingerprint);
}

/** Remembers it for this tab: measuring again reads the file, but nobody is asked again. */
export function keepMeasured(fingerprint: string): void {
  const kept = [fingerprint, ...readKept().filter((other) => other !== fingerprint)];
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept.slice(0, MOST)));
  } catch {
    // A browser that keeps nothing asks again.
  }
}

function readKept(): string[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((entry) => typeof entry === "string") : [];
  } catch {
    return [];
  }
}
