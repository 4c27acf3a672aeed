"use client";

import { Check, X } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { ModelName } from "@/components/table";
import { Menu, MenuItem, MenuLabel, MenuSeparator, useToast } from "@/components/ui";
import type { ConversationFacts } from "@/lib/conversation/model";
import type { Value } from "@/lib/format/value";
import { type Column, groupTeacher, type RoleAssignment } from "@/lib/schema";
import {
  filterOn,
  narrowByValue,
  type ValueFilter,
  type ViewState,
  valueFilters,
  withoutFilter,
} from "@/lib/view";
import { claimText } from "./claim-text";
import { type Claim, claimsOf } from "./claims";
import { toVisibleLine } from "./visible-characters";

const WORDS: Record<ValueFilter, string> = {
  only: "Only this",
  not: "Not this",
  "at-least": "This or more",
  "at-most": "This or less",
};
/** A list of hundreds of calls is read in the messages; here its beginning will do. */
const VALUES_SHOWN = 24;

/** What the record claims of itself. Each value is a menu that narrows the table by it. */
export function RecordClaims({
  record,
  facts,
  columns,
  roles,
  view,
  onViewChange,
}: {
  record: Value;
  facts: ConversationFacts;
  columns: readonly Column[];
  roles: RoleAssignment;
  view: ViewState;
  onViewChange: (view: ViewState) => void;
}) {
  const claims = useMemo(() => claimsOf(record, facts, columns, roles), [record, facts, columns, roles]);
  if (claims.length === 0) return null;
  return (
    <dl aria-label="What the record claims" className="reader-claims">
      {claims.map((claim) => (
        <div key={claim.column.name} className="flex min-w-0 items-baseline gap-1.5">
          <dt className="shrink-0 text-ink-3 text-xs" title={claim.column.field ?? claim.column.name}>
            <bdi>{toVisibleLine(claim.label.slice(0, 60))}</bdi>
          </dt>
          <dd className="flex min-w-0 flex-wrap items-baseline gap-x-0.5">
            {claim.values.length === 0 ? <span className="px-1 text-ink-3">none</span> : null}
            {claim.values.slice(0, VALUES_SHOWN).map((value, position) => (
              <ClaimValue
                // biome-ignore lint/suspicious/noArrayIndexKey: values repeat and never move
                key={position}
                claim={claim}
                value={value}
                position={position}
                view={view}
                onViewChange={onViewChange}
              />
            ))}
            {claim.values.length > VALUES_SHOWN ? (
              <span className="text-ink-3 text-xs">
                and {(claim.values.length - VALUES_SHOWN).toLocaleString("en")} more
              </span>
            ) : null}
            {claim.note === null ? null : <span className="ml-1 text-problem text-xs">{claim.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ClaimValue({
  claim,
  value,
  position,
  view,
  onViewChange,
}: {
  claim: Claim;
  value: string | null;
  position: number;
  view: ViewState;
  onViewChange: (view: ViewState) => void;
}) {
  const toast = useToast();
  const { column, label } = claim;
  if (value === null) return <span className="px-1 text-ink-3">no value</span>;
  const isGrouped = claim.role === "teacher" && view.groupTeachers;
  const wanted = isGrouped ? groupTeacher(value) : value;
  const shown = claimText(claim, value) || '""';
  // A number is shown rounded; its digits stand in the menu.
  const exact = toVisibleLine(value.slice(0, 300)) || '""';
  const filters = valueFilters(column);
  const body = <ClaimBody claim={claim} value={value} shown={shown} />;
  const arrow =
    claim.label === "calls" && position > 0 ? (
      <span aria-hidden className="text-ink-3">
        →
      </span>
    ) : null;
  if (filters.length === 0) return <span className="max-w-full truncate px-1">{body}</span>;
  const isFiltered = filterOn(view, column.name) !== null;
  return (
    <>
      {arrow}
      <Menu
        trigger={
          <button
            type="button"
            data-kept=""
            aria-label={`${toVisibleLine(label.slice(0, 60))}: ${shown.slice(0, 200)}`}
            title={exact}
            className="max-w-full cursor-default truncate rounded-sm px-1 text-left hover:bg-surface-3 data-[popup-open]:bg-surface-3"
          >
            {body}
          </button>
        }
      >
        <MenuLabel>
          <span className="block max-w-72 truncate">
            {column.field === null ? label : toVisibleLine(column.field.slice(0, 60))}{" "}
            <bdi className="text-ink">{isGrouped ? toVisibleLine(wanted) : exact}</bdi>
          </span>
        </MenuLabel>
        {filters.map((how) => (
          <MenuItem key={how} onSelect={() => onViewChange(narrowByValue(view, column, wanted, how))}>
            {WORDS[how]}
          </MenuItem>
        ))}
        {isFiltered ? (
          <MenuItem onSelect={() => onViewChange(withoutFilter(view, column.name))}>
            Remove the filter
          </MenuItem>
        ) : null}
        <MenuSeparator />
        <MenuItem
          onSelect={() =>
            void navigator.clipboard.writeText(value.toWellFormed()).then(
              () => toast({ title: "Value copied" }),
              () => toast({ title: "The browser did not allow copying", tone: "problem" }),
            )
          }
        >
          Copy value
        </MenuItem>
      </Menu>
    </>
  );
}

function ClaimBody({ claim, value, shown }: { claim: Claim; value: string; shown: string }): ReactNode {
  if (claim.role === "teacher") return <ModelName name={shown} />;
  if (claim.role !== "success") return <bdi>{shown}</bdi>;
  const outcome = outcomeOf(value);
  if (outcome === null) return <bdi>{shown}</bdi>;
  const Icon = outcome ? Check : X;
  return (
    <span className={outcome ? "text-role-assistant" : "text-problem"}>
      <Icon aria-hidden className="mr-0.5 inline size-3.5 align-[-2px]" />
      {shown}
    </span>
  );
}

/** Whether a value of the success role stands for success; null when it is neither. */
function outcomeOf(value: string): boolean | null {
  if (/^(true|yes|pass(ed)?|success|succeeded|correct|right|solved|1(\.0+)?)$/i.test(value)) return true;
  return /^(false|no|fail(ed|ure)?|incorrect|wrong|unsolved|0(\.0+)?)$/i.test(value) ? false : null;
}
