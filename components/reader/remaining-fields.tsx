"use client";

import { useMemo } from "react";
import type { Value } from "@/lib/format/value";
import { FieldList } from "./field-list";
import { useFold } from "./fold-state";
import { MoreButton } from "./more-button";
import { FIELDS_SHOWN, otherFields } from "./other-fields";
import { fieldKey, MORE_FIELDS } from "./part-key";

/** The fields of a record that are not part of its conversation. */
export function RemainingFields({ value, usedFields }: { value: Value; usedFields: readonly string[] }) {
  const [isWhole, setWhole] = useFold(MORE_FIELDS, false);
  const fields = useMemo(() => otherFields(value, usedFields), [value, usedFields]);
  if (fields.length === 0) return null;
  const shown = isWhole ? fields : fields.slice(0, FIELDS_SHOWN);
  return (
    <section aria-label="Other fields" className="px-3 py-3">
      <h3 className="mb-1.5 font-medium text-ink-3 text-xs">
        {fields.length.toLocaleString("en")} other {fields.length === 1 ? "field" : "fields"}
      </h3>
      <FieldList fields={shown} keyOf={fieldKey} />
      {shown.length < fields.length ? (
        <MoreButton onClick={() => setWhole(true)}>
          Show {(fields.length - shown.length).toLocaleString("en")} more fields
        </MoreButton>
      ) : null}
    </section>
  );
}
