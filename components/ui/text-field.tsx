import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

export type TextFieldProps = Omit<ComponentProps<"input">, "size"> & {
  /** Shown inside, before the text. */
  icon?: ReactNode;
  /** Shown inside, after the text. */
  trailing?: ReactNode;
  size?: "sm" | "md";
};

/** A one-line input. Name it with aria-label or a label around it. */
export function TextField({ icon, trailing, size = "md", className, style, ...rest }: TextFieldProps) {
  return (
    <span
      className={classNames(
        "flex min-w-0 items-center gap-1.5 rounded-sm border border-line bg-surface px-2 text-ink focus-within:border-accent focus-within:outline-1 focus-within:outline-accent [&>svg]:size-3.5 [&>svg]:shrink-0 [&>svg]:text-ink-3",
        size === "sm" ? "h-6 text-xs" : "h-7 text-sm",
        className,
      )}
      style={style}
    >
      {icon}
      <input
        {...rest}
        className="min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-3 [&::-webkit-search-cancel-button]:hidden"
      />
      {trailing}
    </span>
  );
}
