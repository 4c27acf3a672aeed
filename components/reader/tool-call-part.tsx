"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui";
import { ClampedCode } from "./clamped-code";
import { CopyButton } from "./copy-button";
import { prettyJson } from "./pretty-json";
import { PlainText, TextBlock } from "./text-block";
import { toVisibleLine } from "./visible-characters";

const ARGUMENT_LINES = 40;

/** A call of a tool: its name, its arguments readable, and the exact text of the arguments one click away. */
export function ToolCallPart({
  name,
  argumentsText,
  argumentsValue,
}: {
  name: string;
  argumentsText: string;
  argumentsValue: unknown;
}) {
  const [isExact, setExact] = useState(false);
  const pretty = useMemo(() => prettyJson(argumentsText), [argumentsText]);
  const isBroken = argumentsValue === undefined && /^\s*[[{]/.test(argumentsText);
  return (
    <div className="border-role-tool border-l-2 pl-2.5">
      <div className="mb-1 flex flex-wrap items-center gap-x-2 text-xs">
        <span className="font-medium text-role-tool">Tool call</span>
        <bdi className="font-medium font-mono text-ink [overflow-wrap:anywhere]">
          {toVisibleLine(name) || "(no name)"}
        </bdi>
        {isBroken ? <span className="text-problem">arguments are not JSON</span> : null}
        <span className="ml-auto flex">
          {pretty !== null && pretty !== argumentsText ? (
            <Button variant="quiet" size="sm" aria-pressed={isExact} onClick={() => setExact(!isExact)}>
              Exact
            </Button>
          ) : null}
          {argumentsText === "" ? null : <CopyButton label="Copy arguments" text={() => argumentsText} />}
        </span>
      </div>
      <Arguments text={argumentsText} pretty={isExact ? null : pretty} isExact={isExact} />
    </div>
  );
}

function Arguments({ text, pretty, isExact }: { text: string; pretty: string | null; isExact: boolean }) {
  if (text.trim() === "" || text.trim() === "{}") return <p className="text-ink-3 text-xs">no arguments</p>;
  if (pretty !== null) return <ClampedCode code={pretty} language="json" maxLines={ARGUMENT_LINES} />;
  if (isExact)
    return (
      <div className="font-mono text-xs" dir="ltr">
        <PlainText text={text} />
      </div>
    );
  return <TextBlock text={text} maxLines={ARGUMENT_LINES} markdown={false} />;
}
