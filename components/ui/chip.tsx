import { X } from "lucide-react";

/** What is asked for, in words, with a button that takes it away. */
export function Chip({
  label,
  removeLabel,
  onRemove,
}: {
  label: string;
  removeLabel: string;
  onRemove: () => void;
}) {
  return (
    <span className="flex h-6 min-w-0 max-w-full items-center rounded-sm bg-accent-soft text-accent text-xs">
      <span className="truncate pl-2" title={label}>
        {label}
      </span>
      <button
        type="button"
        aria-label={removeLabel}
        onClick={onRemove}
        className="flex size-6 shrink-0 items-center justify-center rounded-sm hover:bg-accent hover:text-on-accent"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
