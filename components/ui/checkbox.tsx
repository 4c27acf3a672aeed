import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export type CheckboxProps = Omit<ComponentProps<"input">, "type" | "onChange"> & {
  onCheckedChange?: (checked: boolean) => void;
  /** What is checked is left out: a cross stands in the place of the tick. */
  isCrossed?: boolean;
};

const CROSSED =
  "appearance-none rounded-[3px] border border-ink-2 bg-[linear-gradient(45deg,transparent_44%,var(--ink-2)_44%_56%,transparent_56%),linear-gradient(-45deg,transparent_44%,var(--ink-2)_44%_56%,transparent_56%)]";

/** The browser's own checkbox in the accent colour: cheap enough for lists of thousands. */
export function Checkbox({ onCheckedChange, isCrossed = false, className, ...rest }: CheckboxProps) {
  return (
    <input
      {...rest}
      type="checkbox"
      onChange={(event) => onCheckedChange?.(event.currentTarget.checked)}
      className={classNames("size-3.5 shrink-0 accent-accent", isCrossed && CROSSED, className)}
    />
  );
}
