import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export type ButtonVariant = "outline" | "primary" | "quiet";
export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  /** "sm" is 24 px high, for panels; "md" 28 px. */
  size?: "sm" | "md";
};

const VARIANTS: Record<ButtonVariant, string> = {
  outline: "border border-line bg-surface text-ink hover:bg-surface-2 active:bg-surface-3",
  primary: "border border-accent bg-accent text-on-accent hover:opacity-90",
  quiet:
    "border border-transparent text-ink-2 hover:bg-surface-3 hover:text-ink aria-pressed:bg-surface-3 aria-pressed:text-ink data-[popup-open]:bg-surface-3 data-[popup-open]:text-ink",
};

/** Classes of a button, for elements that are no `<button>` (links, labels of file inputs). */
export function buttonClass(variant: ButtonVariant = "outline", size: "sm" | "md" = "md"): string {
  return classNames(
    "inline-flex shrink-0 cursor-default select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-sm disabled:pointer-events-none disabled:opacity-50 [&_svg]:size-3.5 [&_svg]:shrink-0",
    size === "sm" ? "h-6 px-1.5 text-xs" : "h-7 px-2.5 text-sm",
    VARIANTS[variant],
  );
}

/** A button with text. Icons inside are sized to the text. */
export function Button({
  variant = "outline",
  size = "md",
  className,
  type = "button",
  ...rest
}: ButtonProps) {
  return <button {...rest} type={type} className={classNames(buttonClass(variant, size), className)} />;
}
