"use client";

import { SlidersHorizontal } from "lucide-react";
import { IconButton, Menu, MenuCheckboxItem, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui";
import { type FoldState, FoldStateProvider, useAllOpen } from "./fold-state";
import { FOLDABLE_ROLES, type FoldableRole, type ReaderPreferences } from "./reader-preferences";

const ROLE_WORDS: Readonly<Record<FoldableRole, string>> = {
  system: "Fold system prompts",
  user: "Fold user messages",
  assistant: "Fold assistant messages",
  tool: "Fold tool results",
};

/** Opens everything that is folded or clamped, or folds it again. */
export function toggleAll(folds: FoldState): void {
  if (folds.isAllOpen) folds.reset();
  else folds.openAll();
}

/** How records are read: what starts folded, and what is drawn. The choices stay from record to record. */
export function ReadingMenu(props: {
  preferences: ReaderPreferences;
  onPreferencesChange: (change: Partial<ReaderPreferences>) => void;
  folds: FoldState;
}) {
  return (
    <FoldStateProvider value={props.folds}>
      <Items {...props} />
    </FoldStateProvider>
  );
}

function Items({
  preferences,
  onPreferencesChange,
  folds,
}: {
  preferences: ReaderPreferences;
  onPreferencesChange: (change: Partial<ReaderPreferences>) => void;
  folds: FoldState;
}) {
  const isAllOpen = useAllOpen();
  const { foldedRoles } = preferences;
  return (
    <Menu align="end" trigger={<IconButton label="How to read" icon={<SlidersHorizontal />} />}>
      <MenuItem shortcut="e" onSelect={() => toggleAll(folds)}>
        {isAllOpen ? "Fold again" : "Expand all"}
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>In every record</MenuLabel>
      {FOLDABLE_ROLES.map((role) => (
        <MenuCheckboxItem
          key={role}
          checked={foldedRoles.includes(role)}
          onCheckedChange={(isFolded) => {
            onPreferencesChange({
              foldedRoles: FOLDABLE_ROLES.filter((each) =>
                each === role ? isFolded : foldedRoles.includes(each),
              ),
            });
            // What was opened by hand would hide that the switch did anything.
            folds.reset();
          }}
        >
          {ROLE_WORDS[role]}
        </MenuCheckboxItem>
      ))}
      <MenuSeparator />
      <MenuCheckboxItem
        checked={preferences.invisibles}
        onCheckedChange={(invisibles) => onPreferencesChange({ invisibles })}
      >
        Show invisible characters
      </MenuCheckboxItem>
    </Menu>
  );
}
