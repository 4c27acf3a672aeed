"use client";

import { type ComponentProps, type ReactNode, useMemo, useRef } from "react";
import { OverviewLoader } from "@/components/overview";
import type { Compared } from "@/components/overview/compared-side";
import { comparedDoor } from "@/components/shell/sessions";
import { useDatasetState } from "@/components/shell/use-dataset-state";
import { useSession } from "@/components/shell/use-session";
import { Button } from "@/components/ui";
import type { Dataset } from "@/lib/ingest";
import type { Column } from "@/lib/schema";
import type { ComparedWith } from "@/lib/view";
import { ComparedNames, EndComparison } from "./choose-compared";
import type { CompareContext } from "./model";
import { OrderOfValues } from "./order-of-values";
import { useFirstSide, useSecondSide } from "./use-compared-side";

type OverviewProps = Omit<ComponentProps<typeof OverviewLoader>, "compared" | "banner">;

/** The overview while the view is compared: every chart shows A and B. Until B is there it shows A alone. */
export function ComparedOverview({
  context,
  compare,
  overview,
}: {
  context: CompareContext;
  compare: ComparedWith;
  overview: OverviewProps;
}) {
  const { conversationField, roles } = context.view;
  const session = useSession({ src: compare.src, conversationField, roles }, { door: comparedDoor });
  const isSame = compare.src.length === 0;
  const second = isSame ? context.dataset : session.status === "open" ? session.session.dataset : null;
  const a = useFirstSide(context);
  const { side: b, search } = useSecondSide(context, second ?? context.dataset, second === null || isSame);
  const { order } = compare;
  const now = useMemo(
    (): Compared | null => (second === null || a === null || b === null ? null : { a, b, order }),
    [second, a, b, order],
  );
  // While the next view is searched for, the charts stay as they are.
  const last = useRef<{ second: Dataset; compared: Compared } | null>(null);
  if (now !== null && second !== null) last.current = { second, compared: now };
  const compared = now ?? (last.current?.second === second ? last.current.compared : null);
  return (
    <OverviewLoader
      {...overview}
      compared={compared}
      banner={
        <Banner context={context} isSame={isSame} columnsB={b?.side.scope.columns ?? null}>
          {compared !== null ? null : second === null ? (
            session.status === "resolving" ? (
              "Looking for the file of B"
            ) : (
              <>
                B is not open.{" "}
                <Button size="sm" onClick={() => context.onChange({ ...context.view, tab: "compare" })}>
                  See what it needs
                </Button>
              </>
            )
          ) : (
            (search.error ?? <Waiting second={second} />)
          )}
        </Banner>
      }
    />
  );
}

function Waiting({ second }: { second: Dataset }) {
  const state = useDatasetState(second);
  return state.status === "failed" ? state.error : "The charts show A alone until every row of both is read.";
}

function Banner({
  context,
  isSame,
  columnsB,
  children,
}: {
  context: CompareContext;
  isSame: boolean;
  columnsB: readonly Column[] | null;
  children: ReactNode;
}) {
  const { view, onChange } = context;
  return (
    <section
      aria-label="Compared"
      className="-mx-3 -mt-3 mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-surface px-4 py-2"
    >
      <ComparedNames {...{ view, isSame, columnsB }} />
      {children === null ? null : (
        <p role="status" className="text-ink-3 text-xs">
          {children}
        </p>
      )}
      <span className="flex flex-wrap items-center gap-2 print:hidden">
        <OrderOfValues view={view} onChange={onChange} />
        <EndComparison view={view} onChange={onChange} />
      </span>
    </section>
  );
}
