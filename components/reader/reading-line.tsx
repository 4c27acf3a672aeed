"use client";

import { Select, Switch } from "@/components/ui";
import type { Reading } from "@/lib/conversation/model";
import { toVisibleLine } from "./visible-characters";

const AUTOMATIC = "\0automatic";

/** How the record was read, in one line, with what can be changed about it. */
export function ReadingLine({
  reading,
  conversationField,
  onConversationFieldChange,
  exactText,
  onExactTextChange,
}: {
  reading: Reading;
  conversationField: string | null;
  onConversationFieldChange?: ((field: string | null) => void) | undefined;
  exactText: boolean;
  /** Absent where the split of a text protocol is not shown. */
  onExactTextChange: ((exactText: boolean) => void) | undefined;
}) {
  const fields = new Set(reading.alternatives);
  if (conversationField !== null) fields.add(conversationField);
  const options = [
    { value: AUTOMATIC, label: "found by Loupe" },
    ...[...fields].map((field) => ({ value: field, label: toVisibleLine(field) || '""' })),
  ];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3 py-1.5 text-ink-3 text-xs">
      <p className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">{sentence(reading)}</p>
      {fields.size > 0 && onConversationFieldChange ? (
        <Select
          size="sm"
          aria-label="Field that holds the conversation"
          value={conversationField ?? AUTOMATIC}
          options={options}
          onValueChange={(field) => onConversationFieldChange(field === AUTOMATIC ? null : field)}
        />
      ) : null}
      {reading.protocol === null || !onExactTextChange ? null : (
        <Switch checked={exactText} onCheckedChange={onExactTextChange}>
          <span className="text-xs">Exact text</span>
        </Switch>
      )}
    </div>
  );
}

/** "Read as conversation in messages, role and content", or why nothing was found. */
function sentence({ field, description }: Reading): string {
  const shown = toVisibleLine(description).replaceAll("`", "");
  return field === null || shown.startsWith("no ")
    ? shown.charAt(0).toUpperCase() + shown.slice(1)
    : `Read as ${shown}`;
}
