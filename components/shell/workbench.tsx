"use client";

import { useCallback, useEffect, useState } from "react";
import { warmUp } from "@/lib/ingest";
import { DatasetView } from "./dataset-view";
import { PagePlaceholder, useFirstRows } from "./page-rows";
import { type GivenFiles, SourceGate } from "./source-gate";
import { useSession } from "./use-session";
import { editView, useView } from "./use-view";

/** The page /browse: the dataset that the address names, or what is needed to open it. */
export function Workbench() {
  const { view, notices } = useView();
  const state = useSession(view, { firstRows: useFirstRows(view) });
  const [given, setGiven] = useState<GivenFiles | null>(null);
  const isOpening = state.status === "resolving" || state.status === "open";
  // A link that asks for a file leaves time to start the engine.
  useEffect(() => warmUp({ isOpening }), [isOpening]);
  const onGiven = useCallback((files: GivenFiles) => setGiven(files), []);
  if (state.status === "resolving")
    return (
      <PagePlaceholder
        otherwise={<SourceGate state={state} view={view} linkNotices={notices} onGiven={onGiven} />}
        onRow={(row) => editView((old) => ({ ...old, row: { kind: "position", row } }))}
      />
    );
  if (state.status !== "open")
    return <SourceGate state={state} view={view} linkNotices={notices} onGiven={onGiven} />;
  return (
    <DatasetView
      key={state.session.id}
      session={state.session}
      view={view}
      linkNotices={notices}
      given={given}
      onReopen={state.reopen}
      onReadAnew={state.readAnew}
    />
  );
}
