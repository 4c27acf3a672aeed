"use client";

import { useMemo } from "react";
import { Button } from "@/components/ui";
import { isToolError } from "@/lib/conversation";
import { ClampedCode } from "./clamped-code";
import { codeOfCall } from "./code-of-call";
import { CopyButton } from "./copy-button";
import { FoldButton } from "./fold-button";
import { PartKeyProvider, useExact, useFold, usePartKey } from "./fold-state";
import { MoreButton } from "./more-button";
import { partKey } from "./part-key";
import type { PlacedPart, PlacedStep, ToolCall, ToolResult } from "./place-steps";
import { prettyJson } from "./pretty-json";
import { useReadingOptions } from "./reading-options";
import { ResultText } from "./result-text";
import { TextBlock } from "./text-block";
import { toVisibleLine } from "./visible-characters";

const ARGUMENT_LINES = 40;

/** One use of a tool: its name, its arguments readable, and the result where it belongs to this call alone. */
export function ToolCallPart({ call, step }: { call: ToolCall; step: PlacedStep | undefined }) {
  const key = usePartKey();
  const [isExact, setExact] = useExact(key);
  const { markdown } = useReadingOptions();
  const { name, argumentsText, argumentsValue } = call;
  const isBroken = argumentsValue === undefined && /^\s*[[{]/.test(argumentsText);
  const shownName = toVisibleLine(name) || "(no name)";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div role="group" aria-label={`Tool call ${shownName}`} className="border-role-tool border-l-2 pl-2.5">
      <div className="mb-1 flex flex-wrap items-center gap-x-2 text-xs">
        <span className="font-medium text-role-tool">Tool call</span>
        <bdi
          data-part={`${key}.name`}
          data-start={0}
          data-end={name.length}
          className="font-medium font-mono text-ink [overflow-wrap:anywhere]"
        >
          {shownName}
        </bdi>
        {isBroken ? <span className="text-problem">arguments are not JSON</span> : null}
        {step === undefined || step.isAnswered ? null : <span className="text-problem">no result</span>}
        {step?.isListed ? <span className="text-ink-3">result listed with another call</span> : null}
        <span className="reader-part-tools ml-auto flex">
          {argumentsText === "" || !markdown ? null : (
            <Button variant="quiet" size="sm" aria-pressed={isExact} onClick={() => setExact(!isExact)}>
              Exact
            </Button>
          )}
          {argumentsText === "" ? null : <CopyButton label="Copy arguments" text={() => argumentsText} />}
        </span>
      </div>
      <Arguments call={call} isExact={isExact || !markdown} />
      {step?.isJoined && step.result !== null ? <StepResult result={step.result} /> : null}
    </div>
  );
}

function Arguments({ call, isExact }: { call: ToolCall; isExact: boolean }) {
  const key = usePartKey();
  const { argumentsText: text } = call;
  const [areNullsShown, showNulls] = useFold(`${key}.nulls`, false);
  const code = useMemo(
    () => (isExact ? null : codeOfCall(call.name, call.argumentsText, call.argumentsValue)),
    [isExact, call],
  );
  const pretty = useMemo(
    () => (isExact ? null : prettyJson(text, code?.field ?? null)),
    [isExact, text, code],
  );
  if (text.trim() === "") return <p className="text-ink-3 text-xs">no arguments</p>;
  if (text.trim() === "{}" && !isExact) return <p className="text-ink-3 text-xs">no arguments: {"{}"}</p>;
  if (isExact)
    return (
      <div className="font-mono text-xs" dir="ltr">
        <TextBlock text={text} maxLines={ARGUMENT_LINES} markdown={false} />
      </div>
    );
  // Arguments that cannot be set as JSON stay as they are, code or not.
  const rest = areNullsShown ? pretty?.text : pretty?.filled;
  const isRestShown = rest !== undefined && rest !== "{}" && code?.field !== null;
  if (code === null && pretty === null)
    return <TextBlock text={text} maxLines={ARGUMENT_LINES} markdown={false} />;
  return (
    <div data-part={key} data-start={0} data-end={text.length} className="flex flex-col gap-1.5">
      {code === null || (pretty === null && code.field !== null) ? null : (
        <ClampedCode code={code.code} language={code.language} maxLines={ARGUMENT_LINES} />
      )}
      {isRestShown ? (
        <PartKeyProvider value={`${key}.rest`}>
          <ClampedCode code={rest} language="json" maxLines={ARGUMENT_LINES} />
        </PartKeyProvider>
      ) : null}
      {pretty === null || pretty.nulls === 0 ? null : (
        <div>
          <MoreButton onClick={() => showNulls(!areNullsShown)}>
            {areNullsShown ? "Hide" : "Show"} {pretty.nulls.toLocaleString("en")} empty{" "}
            {pretty.nulls === 1 ? "argument" : "arguments"} (null)
          </MoreButton>
        </div>
      )}
    </div>
  );
}

/** The result below its call. */
function StepResult({ result }: { result: PlacedPart<ToolResult> }) {
  const key = partKey(result.message, result.part);
  const { foldedRoles } = useReadingOptions();
  const [isOpen, setOpen] = useFold(key, !foldedRoles.includes("tool"));
  const isError = isToolError(result.value);
  const { text } = result.value;
  return (
    <PartKeyProvider value={key}>
      <div className="mt-1.5">
        <FoldButton isOpen={isOpen} onToggle={() => setOpen(!isOpen)}>
          <span className={`font-medium ${isError ? "text-problem" : "text-role-tool"}`}>
            {isError ? "Tool error" : "Result"}
          </span>
          <span className="text-ink-3">
            message {(result.message + 1).toLocaleString("en")} · {text.length.toLocaleString("en")}{" "}
            {text.length === 1 ? "character" : "characters"}
          </span>
        </FoldButton>
        {isOpen ? (
          text.trim() === "" ? (
            <p className="text-ink-3 text-xs italic">empty result</p>
          ) : (
            <div className="pt-0.5">
              <ResultText text={text} />
            </div>
          )
        ) : null}
      </div>
    </PartKeyProvider>
  );
}
