"use client";

import { useEffect, useState } from "react";
import { Select, TextField } from "@/components/ui";
import { PREVIEW_CHARS } from "@/lib/schema";
import { type Filter, filterOn, withFilter, withoutFilter } from "@/lib/view";
import type { FacetSpec } from "./choose-facets";
import { useFacetContext } from "./facet-context";

const CONDITIONS = [
  { value: "contains", label: "contains" },
  { value: "contains-not", label: "does not contain" },
  { value: "equals", label: "is exactly" },
  { value: "equals-not", label: "is not exactly" },
  { value: "empty", label: "is empty" },
  { value: "empty-not", label: "is not empty" },
] as const;
type Condition = (typeof CONDITIONS)[number]["value"];

function conditionOf(filter: Filter | null): Condition {
  if (filter === null) return "contains";
  if (filter.kind !== "contains" && filter.kind !== "equals" && filter.kind !== "empty") return "contains";
  return filter.exclude ? `${filter.kind}-not` : filter.kind;
}

/** Text of many values: contains, equals, empty. */
export function TextFacetView({ spec }: { spec: FacetSpec }) {
  const { view, onEdit } = useFacetContext();
  const { column } = spec;
  const filter = filterOn(view, column.name);
  const applied = filter?.kind === "contains" || filter?.kind === "equals" ? filter.text : "";
  const [condition, setCondition] = useState<Condition>(conditionOf(filter));
  const [text, setText] = useState(applied);
  const current = conditionOf(filter);
  useEffect(() => setText(applied), [applied]);
  useEffect(() => {
    if (filter !== null) setCondition(current);
  }, [current, filter]);

  function apply(nextCondition: Condition, nextText: string) {
    const exclude = nextCondition.endsWith("-not");
    if (nextCondition.startsWith("empty")) {
      onEdit((now) => withFilter(now, { kind: "empty", column: column.name, exclude }));
    } else if (nextText === "") {
      onEdit((now) => withoutFilter(now, column.name));
    } else {
      const kind = nextCondition.startsWith("equals") ? "equals" : "contains";
      onEdit((now) => withFilter(now, { kind, column: column.name, text: nextText, exclude }));
    }
  }

  const hasText = !condition.startsWith("empty");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        apply(condition, text);
      }}
      className="flex flex-col gap-1.5"
    >
      <Select<Condition>
        size="sm"
        aria-label="Condition"
        value={condition}
        options={CONDITIONS}
        onValueChange={(next) => {
          setCondition(next);
          if (next.startsWith("empty") || text !== "") apply(next, text);
        }}
      />
      {hasText ? (
        <TextField
          size="sm"
          aria-label="Text"
          placeholder="Text, then Enter"
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={() => text !== applied && apply(condition, text)}
        />
      ) : null}
      {column.stored === "preview" && hasText ? (
        <p className="text-ink-3 text-xs">
          Looks at the first {PREVIEW_CHARS} characters, which the index holds. The search above looks at
          whole messages.
        </p>
      ) : null}
    </form>
  );
}
