import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export type CheckboxProps = Omit<ComponentProps<"input">, "type" | "onChange"> & {
  onCheckedChange?: (checked: boolean) => void;
};

/** The browser's own checkbox in the accent colour: cheap enough for lists of thousands. */
export function Checkbox({ onCheckedChange, className, ...rest }: CheckboxProps) {
  return (
    <input
      {...rest}
      type="checkbox"
      onChange={(event) => onCheckedChange?.(event.currentTarget.checked)}
      className={classNames("size-3.5 shrink-0 accent-accent", className)}
    />
  );
}
