import { X } from "lucide-react";
import { classNames } from "./class-names";

/** What is asked for, in words, with a button that takes it away. */
export function Chip({
  label,
  removeLabel,
  isWrapped = false,
  onRemove,
}: {
  label: string;
  /** Long words go on in a second line and a third, where there is no room beside. */
  isWrapped?: boolean;
  removeLabel: string;
  onRemove: () => void;
}) {
  return (
    <span className="flex min-h-6 min-w-0 max-w-full items-center rounded-sm bg-accent-soft text-accent text-xs">
      <span
        className={classNames("pl-2", isWrapped ? "my-1 line-clamp-3 wrap-anywhere" : "truncate")}
        title={label}
      >
        {label}
      </span>
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="flex size-6 shrink-0 self-start items-center justify-center rounded-sm hover:bg-accent hover:text-on-accent"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
