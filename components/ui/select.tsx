import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export interface SelectOption<T extends string> {
  value: T;
  label: string;
  disabled?: boolean;
}

export type SelectProps<T extends string> = Omit<
  ComponentProps<"select">,
  "value" | "onChange" | "children" | "size"
> & {
  value: T;
  options: readonly SelectOption<T>[];
  onValueChange: (value: T) => void;
  size?: "sm" | "md";
};

/** The browser's own select, styled: right on phones and with every screen reader. Name it with aria-label or a label. */
export function Select<T extends string>({
  value,
  options,
  onValueChange,
  size = "md",
  className,
  ...rest
}: SelectProps<T>) {
  return (
    <span className={classNames("relative inline-flex min-w-0 items-center", className)}>
      <select
        {...rest}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen) onValueChange(chosen.value);
        }}
        className={classNames(
          "w-full min-w-0 cursor-default appearance-none truncate rounded-sm border border-line bg-surface pr-6 text-ink hover:bg-surface-2 disabled:opacity-50",
          size === "sm" ? "h-6 pl-1.5 text-xs" : "h-7 pl-2 text-sm",
        )}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute right-1.5 size-3.5 text-ink-3" />
    </span>
  );
}
