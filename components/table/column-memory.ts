import type { Column } from "@/lib/schema/model";

/** What the table remembers for datasets of one schema. */
export interface RememberedColumns {
  widths: Readonly<Record<string, number>>;
  order: readonly string[];
  hidden: readonly string[];
  pinned: readonly string[];
}

const PREFIX = "loupe:columns:";

/** Datasets with the same columns share widths, whatever the file is called. */
export function schemaKey(columns: readonly Column[]): string {
  let hash = 0x811c9dc5;
  for (const { name, type } of columns) {
    for (const char of `${name}\u0000${type}\u0001`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  }
  return `${columns.length}-${(hash >>> 0).toString(36)}`;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** null when nothing was remembered, or storage is not available or holds something else. */
export function recallColumns(key: string): RememberedColumns | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
    if (typeof stored !== "object" || stored === null) return null;
    const { widths, order, hidden, pinned } = stored as Record<string, unknown>;
    const sizes = Object.entries(typeof widths === "object" && widths !== null ? widths : {}).filter(
      (entry): entry is [string, number] => typeof entry[1] === "number" && entry[1] > 0,
    );
    return {
      widths: Object.fromEntries(sizes),
      order: strings(order),
      hidden: strings(hidden),
      pinned: strings(pinned),
    };
  } catch {
    // Private windows refuse storage; the table then starts afresh each time.
    return null;
  }
}

export function rememberColumns(key: string, columns: RememberedColumns): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(columns));
  } catch {
    // Storage refused or full: nothing is lost but the memory of widths.
  }
}
