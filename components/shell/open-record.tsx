"use client";

import { type Marks, MarksBar, type useMarksActions } from "@/components/marks";
import { RecordReader } from "@/components/reader";
import type { Dataset } from "@/lib/ingest";
import type { ViewState } from "@/lib/view";
import { linkTo } from "./copy-link";
import { type OpenRow, positionOf } from "./use-open-row";
import type { RecordSteps } from "./use-record-steps";
import type { ScopeState } from "./use-scope";
import { editView, openPage, setView } from "./use-view";

/** The reader of the open record, beside the table or alone on the page. */
export function OpenRecord({
  dataset,
  scoped,
  view,
  row,
  openRow,
  rowCount,
  steps,
  marks,
  marksActions,
  isPage,
  onReopen,
  onGoTo,
}: {
  dataset: Dataset;
  scoped: ScopeState;
  view: ViewState;
  /** `_row` of the record. */
  row: number;
  openRow: OpenRow;
  /** Rows in view. */
  rowCount: number;
  steps: RecordSteps;
  marks: Marks;
  marksActions: ReturnType<typeof useMarksActions>;
  isPage: boolean;
  onReopen: () => void;
  onGoTo: () => void;
}) {
  const { index } = openRow;
  return (
    <RecordReader
      dataset={dataset}
      row={row}
      columns={scoped.columns}
      roles={scoped.roles}
      view={view}
      onViewChange={setView}
      message={view.message}
      onMessageChange={(message) => editView((old) => ({ ...old, message }), "replace")}
      conversationField={view.conversationField}
      onConversationFieldChange={(conversationField) => editView((old) => ({ ...old, conversationField }))}
      onClose={isPage ? () => openPage("browse") : steps.close}
      isPage={isPage}
      onPageChange={(isAlone) => openPage(isAlone ? "read" : "browse")}
      onReopen={onReopen}
      onPrevious={index === null || index === 0 ? undefined : steps.previous}
      onNext={index === null || index >= rowCount - 1 ? undefined : steps.next}
      linkFor={(message) => linkTo({ ...view, message })}
      marks={
        <MarksBar
          marks={marks}
          row={row}
          onSettings={marksActions.openSettings}
          editNoteRef={marksActions.editNoteRef}
        />
      }
      position={positionOf(openRow, rowCount)}
      walk={view.walk}
      onGoTo={onGoTo}
    />
  );
}
