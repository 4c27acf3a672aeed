import { Button, classNames, formatCount, formatUnits, visibleLine } from "@/components/ui";
import type { RecordPair } from "@/lib/query/compare";
import { type ComparedRecords, type PairKind, serializeRecords, shownRecords } from "@/lib/view";
import type { CompareContext } from "./model";
import { recordsOf } from "./open-records";
import { fieldWords, KIND_WORDS } from "./record-kinds";

/** A page of the pairs of one kind. */
export interface ListedPage {
  kind: PairKind;
  pairs: readonly RecordPair[];
  start: number;
  /** Exclusive. */
  end: number;
  total: number;
}

/** The pairs of one kind, page by page. `isBehind`: others were asked for, and are on their way. */
export function PairList({
  context,
  page: { kind, pairs, start, end, total },
  isBehind,
  onTurn,
}: {
  context: CompareContext;
  page: ListedPage;
  isBehind: boolean;
  /** Goes so many pages on. */
  onTurn: (pages: number) => void;
}) {
  if (total === 0) return <p className="mt-3 text-ink-3">No record of this kind.</p>;

  const shown = shownRecords(context.view);
  return (
    <>
      <ul aria-label={KIND_WORDS[kind]} aria-busy={isBehind} className="mt-3 border-line border-t">
        {pairs.map((pair) => {
          const records = recordsOf(pair);
          return (
            <li key={`${pair.a} ${pair.b}`} className="border-line border-b">
              <button
                type="button"
                aria-current={isSame(shown, records)}
                onClick={() => context.onOpenRecords(records)}
                className="flex w-full cursor-default @xl:flex-nowrap flex-wrap items-baseline gap-x-3 px-1 py-1 text-left hover:bg-surface-2 aria-[current=true]:bg-accent-soft"
              >
                <span
                  className={classNames(
                    "shrink-0 truncate text-ink-3 text-xs",
                    pair.a === null || pair.b === null ? "w-16" : "w-32",
                  )}
                >
                  {placeWords(pair)}
                </span>
                {pair.key === null ? null : (
                  <bdi className="w-28 shrink-0 truncate font-medium @xl:w-40">{visibleLine(pair.key)}</bdi>
                )}
                <bdi className="min-w-0 flex-1 basis-16 truncate text-ink-2">
                  {visibleLine(pair.prompt ?? "")}
                </bdi>
                {pair.fields.length === 0 ? null : (
                  <span className="@xl:max-w-[40%] max-w-full @xl:basis-auto basis-full truncate text-ink-3 text-xs @xl:shrink-0">
                    {pair.fields.map(fieldWords).join(", ")}
                  </span>
                )}
                {pair.repeats === null ? null : (
                  <span className="shrink-0 text-ink-3 text-xs">
                    repeats an id of {kind === "only-a" ? "B" : "A"}
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
      <div className="mt-2 flex items-center gap-2 text-ink-2 text-xs">
        <span>
          {formatCount(start + 1)} to {formatCount(end)} of {formatUnits(total, "record")}
        </span>
        <Button size="sm" disabled={start === 0 || isBehind} onClick={() => onTurn(-1)}>
          Previous
        </Button>
        <Button size="sm" disabled={end >= total || isBehind} onClick={() => onTurn(1)}>
          Next
        </Button>
      </div>
    </>
  );
}

function isSame(shown: ComparedRecords | null, listed: ComparedRecords | null): boolean {
  return shown !== null && listed !== null && serializeRecords(shown) === serializeRecords(listed);
}

function placeWords({ a, b }: RecordPair): string {
  return [a === null ? null : `A ${formatCount(a + 1)}`, b === null ? null : `B ${formatCount(b + 1)}`]
    .filter((words) => words !== null)
    .join(" · ");
}
