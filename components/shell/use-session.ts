"use client";

import { startTransition, useCallback, useEffect, useMemo, useState } from "react";
import type { OpenOptions } from "@/lib/ingest";
import type { SourceHandle } from "@/lib/source";
import type { ViewState } from "@/lib/view";
import type { LocalRef } from "./local-files";
import { useOpenFiles } from "./open-files";
import { isExternal, resolveSources } from "./resolve-sources";
import { mainDoor, type Session, type SessionDoor } from "./sessions";
import { forgetHandle, recallHandle, sourceKey } from "./source-memory";
import { agreeToUrl, isAgreedUrl } from "./url-consent";

/** How far the sources of a link are on their way to an open dataset. */
export type SessionState =
  | { status: "none" }
  /** Addresses on other servers that the person has not agreed to yet. */
  | { status: "ask-url"; urls: readonly string[]; agree: () => void }
  /** Files of the person's machine that the link names. */
  | { status: "ask-files"; wanted: readonly LocalRef[] }
  | { status: "resolving" }
  | { status: "failed"; message: string; retry: () => void }
  | { status: "open"; session: Session };

type Resolution = { handles: readonly SourceHandle[] } | { error: string } | null;

/** The open dataset of a view's sources, or what is needed to open it. */
export function useSession(
  view: Pick<ViewState, "src" | "conversationField" | "roles">,
  { door = mainDoor, firstRows }: { door?: SessionDoor; firstRows?: OpenOptions["firstRows"] } = {},
): SessionState & {
  reopen: () => void;
  /** Reads the files once more, though an index of them is kept. */
  readAnew: () => void;
} {
  const { src, conversationField, roles } = view;
  const sourcesKey = JSON.stringify(src.map(sourceKey));
  const rolesKey = JSON.stringify(roles);
  const [attempt, setAttempt] = useState(0);
  const [anewAttempt, setAnewAttempt] = useState<number | null>(null);
  const [resolved, setResolved] = useState<{ key: string; result: Resolution }>({ key: "", result: null });
  const { openings } = useOpenFiles();
  const attemptKey = `${attempt} ${openings} ${sourcesKey}`;

  const wanted = src.filter((ref): ref is LocalRef => ref.kind === "local" && recallHandle(ref) === null);
  const urls = src.flatMap((ref) =>
    ref.kind === "url" && isExternal(ref) && !isAgreedUrl(ref.url) ? [ref.url] : [],
  );
  const openAt = (handles: readonly SourceHandle[]): Session =>
    door.open(src, handles, {
      conversationField,
      roles: JSON.parse(rolesKey) as ViewState["roles"],
      isReadAnew: attempt === anewAttempt,
      // Files that are opened once more may be others by then.
      firstRows: attempt === 0 ? firstRows : undefined,
    });
  const mayResolve = src.length > 0 && wanted.length === 0 && urls.length === 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: attemptKey stands for src, which is a new array for each view
  useEffect(() => {
    if (!mayResolve) return;
    let isCurrent = true;
    const resolve = (result: Resolution) => {
      if (isCurrent) startTransition(() => setResolved({ key: attemptKey, result }));
    };
    resolveSources(src)
      .then(async (handles) => {
        if (!isCurrent) return;
        // The first bytes are parsed while the page is drawn for the dataset, not after it.
        await openAt(handles).dataset.started;
        resolve({ handles });
      })
      .catch((cause: unknown) => resolve({ error: cause instanceof Error ? cause.message : String(cause) }));
    return () => {
      isCurrent = false;
    };
  }, [attemptKey, mayResolve]);

  const result = resolved.key === attemptKey ? resolved.result : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: attemptKey stands for src
  const session = useMemo(
    () => (result !== null && "handles" in result ? openAt(result.handles) : null),
    [result, attemptKey, conversationField, rolesKey],
  );

  const reopen = useCallback(() => {
    for (const ref of src) forgetHandle(ref);
    door.close();
    setAttempt((count) => count + 1);
  }, [src, door]);

  const readAnew = useCallback(() => {
    door.close();
    setAnewAttempt(attempt + 1);
    setAttempt(attempt + 1);
  }, [door, attempt]);

  return { ...stateOf(), reopen, readAnew };

  function stateOf(): SessionState {
    if (src.length === 0) return { status: "none" };
    if (wanted.length > 0) return { status: "ask-files", wanted };
    if (urls.length > 0) {
      const agree = () => {
        for (const url of urls) agreeToUrl(url);
        setAttempt((count) => count + 1);
      };
      return { status: "ask-url", urls, agree };
    }
    if (session !== null) return { status: "open", session };
    if (result !== null && "error" in result) {
      return { status: "failed", message: result.error, retry: () => setAttempt((count) => count + 1) };
    }
    return { status: "resolving" };
  }
}
