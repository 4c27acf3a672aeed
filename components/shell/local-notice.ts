import { formatBytes } from "@/components/ui";
import type { NoticeItem } from "./notices";
import type { GivenFiles } from "./source-gate";

/**
 * Whether the files that were chosen are those a link was made from. `missing` are fields the link uses and
 * they lack; `schema` is the hash of the fields they have, null when not all of it was read.
 */
export function localNotice(
  given: GivenFiles,
  missing: readonly string[],
  schema: string | null,
  isReady: boolean,
): NoticeItem | null {
  const others = given.pairs.filter((pair) => pair.match === "other");
  if (others.length === 0) {
    const text =
      given.pairs.length === 1
        ? "This is the same file as the one the link was made from."
        : "These are the same files as those the link was made from.";
    return { key: "local-same", tone: "plain", text };
  }
  const names = others
    .map(({ wanted, given: file }) => {
      const size =
        file === null ? "" : ` (${formatBytes(file.ref.sizeBytes)}, not ${formatBytes(wanted.sizeBytes)})`;
      return `${file?.ref.name ?? wanted.name}${file?.ref.sizeBytes === wanted.sizeBytes ? "" : size}`;
    })
    .join(", ");
  if (!isReady) return null;
  const wanted = given.pairs[0]?.wanted.schema ?? null;
  const isComparable = wanted !== null && schema !== null;
  if (isComparable && wanted === schema) {
    return {
      key: "local-schema",
      tone: "plain",
      text: `Not the same file: ${names}. It is another file of the same schema.`,
    };
  }
  if (!isComparable && missing.length === 0) {
    return {
      key: "local-other",
      tone: "plain",
      text: `Not the same file: ${names}. It has every field that the link uses.`,
    };
  }
  const lacks = missing.length === 0 ? "" : ` It has no field ${missing.join(", ")}.`;
  return {
    key: "local-neither",
    tone: "problem",
    text: `Neither the same file nor one of the same schema: ${names}.${lacks}`,
  };
}
