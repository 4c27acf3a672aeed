"use client";

import { useMemo } from "react";
import { createPortal } from "react-dom";
import { formatCount } from "@/components/ui";
import { serializeRecords, shownRecords } from "@/lib/view";
import type { CompareContext, ComparedSide, PairSteps, ReadRecord } from "./model";
import { areOfA } from "./open-records";
import { PairReader } from "./pair-reader";

/** The open difference, in the pane beside the comparison. Sides are null while they are not read. */
export function PairPane({
  context,
  a = null,
  b = null,
  steps = null,
}: {
  context: CompareContext;
  a?: ComparedSide | null;
  b?: ComparedSide | null;
  steps?: PairSteps | null;
}) {
  const { view, paneElement } = context;
  const records = shownRecords(view);
  const name = records === null ? null : serializeRecords(records);
  const isOfA = records !== null && areOfA(records);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name stands for the records
  const read = useMemo(() => {
    if (records === null) return null;
    const found = records.flatMap(({ side, row }, at): ReadRecord[] => {
      const of = side === "a" ? a : b;
      const name = isOfA ? (at === 0 ? "first" : "second") : side === "a" ? "A" : "B";
      return of === null ? [] : [{ name, of, row }];
    });
    return found.length === records.length ? found : [];
  }, [name, a, b]);
  if (paneElement === null || records === null || name === null || read === null) return null;

  const rowWords = records.map(
    ({ side, row }) => `${isOfA ? "row" : side.toUpperCase()} ${formatCount(row + 1)}`,
  );
  const ofA = records.filter(({ side }) => side === "a");
  const [only] = ofA;
  const onClose = () => {
    // Where it was opened, or the one that was stepped to, so that the keys go on from there.
    document.querySelector<HTMLElement>("[data-scroll-root] [aria-current=true]")?.focus();
    context.onOpenRecords(null);
  };
  return createPortal(
    <PairReader
      name={name}
      title={steps?.title ?? rowWords.join(" · ")}
      records={read}
      {...{ steps, onClose }}
      onOpenA={only === undefined || ofA.length > 1 ? undefined : () => context.onOpenRow(only.row)}
    />,
    paneElement,
  );
}
