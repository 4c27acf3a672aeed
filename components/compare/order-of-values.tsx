import { Select } from "@/components/ui";
import type { CompareOrder, ViewState } from "@/lib/view";

const ORDERS: readonly { value: CompareOrder; label: string }[] = [
  { value: "difference", label: "Largest difference first" },
  { value: "count", label: "Most frequent in A first" },
  { value: "name", label: "By name" },
];

/** In what order the values of charts of two sides stand. */
export function OrderOfValues({ view, onChange }: { view: ViewState; onChange: (view: ViewState) => void }) {
  const { compare } = view;
  if (compare === null) return null;
  return (
    <Select
      aria-label="Order of values"
      title="Bins, labels and heat maps have a switch of their own: largest difference first"
      value={compare.order}
      options={ORDERS}
      onValueChange={(order) => onChange({ ...view, compare: { ...compare, order } })}
    />
  );
}
