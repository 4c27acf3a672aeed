"use client";

import { Tags } from "lucide-react";
import { memo, useState } from "react";
import {
  Button,
  classNames,
  formatUnits,
  IconButton,
  Menu,
  MenuCheckboxItem,
  Popover,
} from "@/components/ui";
import { COLUMN_ROLES, type Column, type ColumnRole, OWN_COLUMNS, type RoleAssignment } from "@/lib/schema";
import type { ViewState } from "@/lib/view";

const ROLE_WORDS: Record<ColumnRole, string> = {
  id: "Identifier",
  category: "Category",
  source: "Source",
  teacher: "Teacher model",
  labels: "Length labels",
  success: "Success",
  "ground-truth": "Ground truth",
  "final-answer": "Final answer",
  tokens: "Tokens",
  latency: "Latency",
  cost: "Cost",
  energy: "Energy",
  turns: "Turns",
  tools: "Tools",
  rating: "Rating",
};

/**
 * Which column plays each role, found by name and content, and changeable. A change reads the dataset anew, so changes
 * are collected here until they are applied together.
 */
export const RolesPanel = memo(function RolesPanel({
  onChange,
  ...choice
}: {
  columns: readonly Column[];
  /** Found and chosen, merged. */
  roles: RoleAssignment;
  chosen: ViewState["roles"];
  labels: ReadonlyMap<string, string>;
  onChange: (chosen: ViewState["roles"]) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState(choice.chosen);

  function apply() {
    setOpen(false);
    onChange(draft);
  }

  return (
    <Popover
      title="Column roles"
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<IconButton label="Column roles" icon={<Tags />} />}
    >
      <RolesForm {...choice} draft={draft} onDraft={setDraft} onApply={apply} />
    </Popover>
  );
});

/** What the panel holds; made only while it is open, for each role has a menu of all columns. */
function RolesForm({
  columns,
  roles,
  chosen,
  labels,
  draft,
  onDraft,
  onApply,
}: {
  columns: readonly Column[];
  roles: RoleAssignment;
  chosen: ViewState["roles"];
  labels: ReadonlyMap<string, string>;
  draft: ViewState["roles"];
  onDraft: (draft: ViewState["roles"]) => void;
  onApply: () => void;
}) {
  // Of the measured columns only the models of completions can play a role.
  const candidates = columns.filter((column) => column.field !== null || column.name === OWN_COLUMNS.models);
  const label = (name: string) => labels.get(name) ?? name;

  const changes = COLUMN_ROLES.filter((role) => JSON.stringify(draft[role]) !== JSON.stringify(chosen[role]));

  /** Columns of a role in the draft; null for those that will be found when it is applied. */
  function namesOf(role: ColumnRole): readonly string[] | null {
    return draft[role] ?? (chosen[role] === undefined ? (roles[role] ?? []) : null);
  }

  function words(role: ColumnRole): string {
    const names = namesOf(role);
    if (names === null) return "as found";
    return names.length === 0 ? "no column" : names.map(label).join(", ");
  }

  function toggle(role: ColumnRole, name: string, isOn: boolean) {
    const now = namesOf(role) ?? [];
    onDraft({ ...draft, [role]: isOn ? [...now, name] : now.filter((other) => other !== name) });
  }

  function forget(role: ColumnRole) {
    const { [role]: _, ...others } = draft;
    onDraft(others);
  }

  return (
    <>
      <p className="mb-2 text-ink-2 text-xs">
        Found by name and content. Applied changes are part of the link and read the conversations again.
      </p>
      <dl className="border-line border-t">
        {COLUMN_ROLES.map((role) => {
          const names = namesOf(role) ?? [];
          return (
            <div key={role} className="flex min-h-8 items-center gap-2 border-line border-b">
              <dt className="w-28 shrink-0 text-ink-2">{ROLE_WORDS[role]}</dt>
              <dd className="flex min-w-0 flex-1 items-center gap-1">
                <Menu
                  className="max-h-72"
                  trigger={
                    <Button
                      size="sm"
                      variant="quiet"
                      aria-label={`${ROLE_WORDS[role]}: ${words(role)}`}
                      className="min-w-0 shrink!"
                    >
                      <span className={classNames("truncate", names.length === 0 && "text-ink-3")}>
                        {words(role)}
                      </span>
                    </Button>
                  }
                >
                  {candidates.slice(0, 300).map((column) => (
                    <MenuCheckboxItem
                      key={column.name}
                      checked={names.includes(column.name)}
                      onCheckedChange={(isOn) => toggle(role, column.name, isOn)}
                    >
                      {label(column.name)}
                    </MenuCheckboxItem>
                  ))}
                </Menu>
                {draft[role] === undefined ? null : (
                  <button
                    type="button"
                    aria-label={`${ROLE_WORDS[role]} as found`}
                    onClick={() => forget(role)}
                    className="ml-auto shrink-0 text-accent text-xs hover:underline"
                  >
                    as found
                  </button>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      {changes.length === 0 ? null : (
        <div className="sticky -bottom-3 -mb-3 flex justify-end gap-2 bg-surface py-3">
          <Button size="sm" onClick={() => onDraft(chosen)}>
            Discard
          </Button>
          <Button size="sm" variant="primary" onClick={onApply}>
            Apply {formatUnits(changes.length, "change")}
          </Button>
        </div>
      )}
    </>
  );
}
