"use client";

import { Tags } from "lucide-react";
import { Button, IconButton, Menu, MenuCheckboxItem, Popover } from "@/components/ui";
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

/** Which column plays each role, found by name and content, and changeable. A change reads the dataset anew. */
export function RolesPanel({
  columns,
  roles,
  chosen,
  labels,
  onChange,
}: {
  columns: readonly Column[];
  /** Found and chosen, merged. */
  roles: RoleAssignment;
  chosen: ViewState["roles"];
  labels: ReadonlyMap<string, string>;
  onChange: (chosen: ViewState["roles"]) => void;
}) {
  // Of the measured columns only the models of completions can play a role.
  const candidates = columns.filter((column) => column.field !== null || column.name === OWN_COLUMNS.models);
  const label = (name: string) => labels.get(name) ?? name;

  function toggle(role: ColumnRole, name: string, isOn: boolean) {
    const now = roles[role] ?? [];
    onChange({ ...chosen, [role]: isOn ? [...now, name] : now.filter((other) => other !== name) });
  }

  function forget(role: ColumnRole) {
    const { [role]: _, ...others } = chosen;
    onChange(others);
  }

  return (
    <Popover title="Column roles" align="end" trigger={<IconButton label="Column roles" icon={<Tags />} />}>
      <p className="mb-2 text-ink-2 text-xs">
        Found by name and content. A change is part of the link and measures the conversations again.
      </p>
      <dl className="border-line border-t">
        {COLUMN_ROLES.map((role) => {
          const names = roles[role] ?? [];
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
                      aria-label={`${ROLE_WORDS[role]}: ${names.length === 0 ? "no column" : names.map(label).join(", ")}`}
                      className="min-w-0 shrink"
                    >
                      <span className="truncate">
                        {names.length === 0 ? (
                          <span className="text-ink-3">no column</span>
                        ) : (
                          names.map(label).join(", ")
                        )}
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
                {chosen[role] === undefined ? null : (
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
    </Popover>
  );
}
