import { Button, classNames, formatCount, formatPercent, formatUnits } from "@/components/ui";
import type { FieldPairs, RecordComparison } from "@/lib/query/compare";
import { columnLabel } from "@/lib/schema";
import { PAIR_KINDS, type PairKind } from "@/lib/view";

export const KIND_WORDS: Record<PairKind, string> = {
  same: "In both, the same",
  extra: "Same in the fields both have",
  different: "In both, different",
  "only-a": "Only in A",
  "only-b": "Only in B",
};

/** What a person wants to see first: what differs, then what is missing. */
export function mostTelling({ counts }: RecordComparison): PairKind {
  return (["different", "only-b", "only-a", "extra"] as const).find((kind) => counts[kind] > 0) ?? "same";
}

/** How many records there are of each kind; one kind is shown. */
export function KindButtons({
  value,
  shown,
  onShow,
}: {
  value: RecordComparison;
  shown: PairKind;
  onShow: (kind: PairKind) => void;
}) {
  return (
    <div
      role="toolbar"
      aria-label="Kinds of records"
      className={classNames(
        "grid grid-cols-2 gap-2",
        value.counts.extra > 0 ? "@2xl:grid-cols-5" : "@lg:grid-cols-4",
      )}
    >
      {PAIR_KINDS.filter((name) => name !== "extra" || value.counts.extra > 0).map((name) => (
        <KindButton
          key={name}
          name={name}
          value={value}
          isShown={name === shown}
          onShow={() => onShow(name)}
        />
      ))}
    </div>
  );
}

function KindButton({
  name,
  value,
  isShown,
  onShow,
}: {
  name: PairKind;
  value: RecordComparison;
  isShown: boolean;
  onShow: () => void;
}) {
  const { counts } = value;
  const both = counts.same + counts.extra + counts.different;
  const ofA = both + counts["only-a"];
  const ofB = both + counts["only-b"];
  const shares = [
    name === "only-b" ? null : `${formatPercent(counts[name], ofA) || "0%"} of A`,
    name === "only-a" ? null : `${formatPercent(counts[name], ofB) || "0%"} of B`,
  ].filter((share) => share !== null);
  const note = noteOf(name, value);
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={onShow}
      className={classNames(
        "flex min-w-0 cursor-default flex-col items-start rounded-sm border px-2.5 py-1.5 text-left hover:bg-surface-2",
        isShown ? "border-accent bg-accent-soft" : "border-line",
      )}
    >
      <span className="text-ink-2 text-xs">{KIND_WORDS[name]}</span>
      <span className="font-semibold text-base">{formatCount(counts[name])}</span>
      <span className="text-ink-3 text-xs">{shares.join(" · ")}</span>
      {note === "" ? null : (
        <span className="line-clamp-3 text-ink-2 text-xs [overflow-wrap:anywhere]" title={note}>
          {note}
        </span>
      )}
    </button>
  );
}

/** What the number of a kind alone would hide. */
function noteOf(kind: PairKind, value: RecordComparison): string {
  switch (kind) {
    case "extra":
      return fieldsOfKind(value, "extra")
        .map(({ field }) => `${fieldWords(field)} ${loneWords(field, value)}`)
        .join(", ");
    case "only-a":
    case "only-b": {
      const { ids, counts } = value;
      if (ids === null || counts[kind] === 0) return "";
      const { distinct, repeats } = ids[kind];
      const other = kind === "only-a" ? "B" : "A";
      const fresh = `${formatUnits(distinct, "id")} that ${other} lacks`;
      return repeats === 0 ? fresh : `${fresh}, ${formatUnits(repeats, "record")} with an id of ${other}`;
    }
    case "same":
    case "different":
      return "";
  }
}

export function fieldsOfKind({ differences }: RecordComparison, kind: PairKind): readonly FieldPairs[] {
  return differences.filter((difference) => difference.kind === kind);
}

/** The field as queries name it, of its name in a link: the conversation has none. */
export function fieldOf(name: string): string | null {
  return name === "" ? null : name;
}

export function fieldWords(field: string | null): string {
  return field === null ? "conversation" : columnLabel(field);
}

/** "only in A" for a field that B lacks; "" for one that both have. */
function loneWords(field: string | null, { onlyIn }: RecordComparison): string {
  if (field === null) return "";
  return onlyIn.a.includes(field) ? "only in A" : onlyIn.b.includes(field) ? "only in B" : "";
}

/** The fields in which the pairs of a kind are not the same; each shows only its pairs. */
export function FieldButtons({
  value,
  kind,
  field,
  onShow,
}: {
  value: RecordComparison;
  kind: PairKind;
  /** Its name in a link; null for all. */
  field: string | null;
  onShow: (field: string | null) => void;
}) {
  const fields = fieldsOfKind(value, kind);
  if (fields.length === 0) return null;
  return (
    <div role="toolbar" aria-label="Fields that differ" className="mt-2 flex flex-wrap gap-1.5">
      {fields.map((difference) => (
        <Button
          key={difference.field ?? ""}
          size="sm"
          aria-pressed={field === (difference.field ?? "")}
          className="aria-pressed:border-accent aria-pressed:bg-accent-soft"
          onClick={() => onShow(field === (difference.field ?? "") ? null : (difference.field ?? ""))}
        >
          {fieldWords(difference.field)}
          <span className="text-ink-3">
            {loneWords(difference.field, value)} {formatCount(difference.pairs)}
          </span>
        </Button>
      ))}
    </div>
  );
}
