import { TriangleAlert } from "lucide-react";

const MEANINGS: Readonly<Record<string, string>> = {
  "not UTF-8": "Some bytes are not UTF-8 and are shown as \uFFFD.",
  "repeated key": "A field comes twice; the last one counts. The exact text has both.",
  "NaN literal": "A bare NaN or Infinity, which is not JSON. It is kept as that word.",
  "ratings tie": "Several answers have the best rating or score.",
  "ratings inverted": "The rejected answer is rated above the chosen one.",
};

/** What is odd about the record: marks from reading its bytes, and problems of its conversation. */
export function RecordFlags({ marks, problems }: { marks: readonly string[]; problems: readonly string[] }) {
  const flags = [...new Set([...marks, ...problems])];
  if (flags.length === 0) return null;
  return (
    <ul
      aria-label="Problems of this record"
      className="flex flex-wrap gap-1.5 border-line border-b px-3 py-1.5"
    >
      {flags.map((flag) => (
        <li
          key={flag}
          title={MEANINGS[flag]}
          className="inline-flex items-center gap-1 rounded-sm bg-problem-soft px-1.5 py-0.5 text-problem text-xs"
        >
          <TriangleAlert aria-hidden className="size-3.5 shrink-0" />
          {flag}
        </li>
      ))}
    </ul>
  );
}
