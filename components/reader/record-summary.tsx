"use client";

import type { MessageField } from "@/lib/conversation";
import type { Conversation, ConversationFacts, ReadOptions } from "@/lib/conversation/model";
import type { Value } from "@/lib/format/value";
import type { Column, RoleAssignment } from "@/lib/schema/model";
import type { ViewState } from "@/lib/view";
import { Answers } from "./answers";
import { LengthLabels } from "./length-labels";
import { placeMessages } from "./name-messages";
import { RecordClaims } from "./record-claims";

/** How a record was read, and what was measured of it. */
export interface RecordReading {
  options: ReadOptions;
  conversation: Conversation;
  facts: ConversationFacts;
  /** What each message holds besides what is made of it. */
  rests: readonly (readonly MessageField[])[];
}

/** What a person judges a record by before reading it. */
export function RecordSummary({
  record,
  read,
  columns,
  roles,
  view,
  onViewChange,
  onMessageChange,
}: {
  record: Value;
  read: RecordReading;
  columns: readonly Column[];
  roles: RoleAssignment;
  view: ViewState;
  onViewChange: (view: ViewState) => void;
  onMessageChange: (message: number) => void;
}) {
  return (
    <>
      <RecordClaims
        record={record}
        facts={read.facts}
        columns={columns}
        roles={roles}
        view={view}
        onViewChange={onViewChange}
      />
      <Answers record={record} options={read.options} />
      <LengthLabels placed={placeMessages(read.conversation)} onMessageChange={onMessageChange} />
    </>
  );
}
