"use client";

import { Plus } from "lucide-react";
import { memo, type Ref, useState } from "react";
import { Button, Popover, Select } from "@/components/ui";
import { chartOf } from "@/lib/overview";
import type { Column } from "@/lib/schema";
import type { ChartRef } from "@/lib/view";

const ALONE = "";

/** The chart of a field, or of two against each other. */
export function chartFor(columns: readonly Column[], first: string, second: string): ChartRef | null {
  const column = columns.find(({ name }) => name === first);
  if (column === undefined) return null;
  if (second !== ALONE) return { kind: "cross", columns: [first, second], settings: [] };
  const kind = chartOf(column, true);
  return kind === null ? null : { kind, columns: [first], settings: [] };
}

/** Adds a chart of any field, or of any two. */
export const AddChart = memo(function AddChart({
  ref,
  columns,
  labels,
  onAdd,
}: {
  /** Its button. */
  ref: Ref<HTMLButtonElement>;
  columns: readonly Column[];
  labels: ReadonlyMap<string, string>;
  onAdd: (chart: ChartRef) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const fields = columns.filter((column) => chartOf(column, true) !== null);
  const options = fields.map(({ name }) => ({ value: name, label: labels.get(name) ?? name }));
  const [first, setFirst] = useState(options[0]?.value ?? "");
  const [second, setSecond] = useState(ALONE);
  const others = options.filter(({ value }) => value !== first);
  const chart = chartFor(columns, first, second === first ? ALONE : second);
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      title="Add a chart"
      align="end"
      className="w-64"
      trigger={
        <Button ref={ref} variant="quiet" size="sm" disabled={options.length === 0}>
          <Plus aria-hidden />
          Add chart
        </Button>
      }
    >
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (chart === null) return;
          setOpen(false);
          setSecond(ALONE);
          onAdd(chart);
        }}
      >
        <Select aria-label="Field" value={first} options={options} onValueChange={setFirst} />
        <Select
          aria-label="Against"
          value={second === first ? ALONE : second}
          options={[
            { value: ALONE, label: "by itself" },
            ...others.map(({ value, label }) => ({ value, label: `against ${label}` })),
          ]}
          onValueChange={setSecond}
        />
        <Button type="submit" variant="primary" disabled={chart === null} className="self-end">
          Add
        </Button>
      </form>
    </Popover>
  );
});
