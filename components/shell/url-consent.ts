const KEY = "loupe:typed-urls";

function readTyped(): string[] {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((url) => typeof url === "string") : [];
  } catch {
    // Storage refused: the person is asked once more.
    return [];
  }
}

/** Remembers for this tab that the person typed or agreed to this address. */
export function agreeToUrl(url: string): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...new Set([...readTyped(), url])]));
  } catch {
    // Storage refused: the person is asked once more.
  }
}

export function isAgreedUrl(url: string): boolean {
  return readTyped().includes(url);
}
