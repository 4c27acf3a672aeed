import { X } from "lucide-react";
import { IconButton } from "@/components/ui";
import { type NamedSortKey, sortedWords } from "./in-view-words";

/**
 * By what the rows on the screen are sorted, whose column may be far off it. Where there is no room names give way, not
 * the arrow of the first.
 */
export function ShownSort({ sort, onClear }: { sort: readonly NamedSortKey[]; onClear: () => void }) {
  const [first, ...others] = sort;
  if (first === undefined) return null;
  return (
    <div className="flex min-w-10 shrink-[99999] items-center gap-0.5 text-ink-2 max-md:ml-auto">
      <p className="flex min-w-0 whitespace-pre" title={sortedWords(sort)}>
        <span className="@max-2xl:hidden shrink-0">by </span>
        <span className="min-w-0 truncate">{first.name}</span>
        <span className="shrink-0">{arrowOf(first)}</span>
        {others.length === 0 ? null : (
          <span className="min-w-0 shrink-[99] truncate">
            {others.map((key) => `, then ${key.name}${arrowOf(key)}`).join("")}
          </span>
        )}
      </p>
      <IconButton size="sm" label="Do not sort" icon={<X />} onClick={onClear} />
    </div>
  );
}

function arrowOf({ isDescending }: NamedSortKey): string {
  return isDescending ? " ↓" : " ↑";
}
