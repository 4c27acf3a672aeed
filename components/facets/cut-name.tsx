import type { ReactNode } from "react";
import { modelParts } from "@/components/table";

// What is longer wraps out of sight where it has no room, and leaves the line to what stands before it; where it has, it
// takes all of the line that the other would grow into.
const FITTING = "flex h-[1lh] flex-wrap content-start overflow-hidden";
const WHERE_IT_FITS = "shrink-0 grow-[999999] whitespace-pre";

/** Behind the last of these a name is a name of its own: `claude-sonnet` of `anthropic:claude-sonnet`. */
const PART_ENDS = /^.*[/:]/s;

/**
 * A name on one line. Where there is no room for all of it, dots stand for what is before its last part; where that has
 * no room either, what is before `cutAt`, which other names begin with as well, gets the room that what follows leaves,
 * and none where what follows takes all. Names below each other are cut alike.
 */
export function CutName({ name, cutAt, isModel }: { name: string; cutAt: number; isModel: boolean }) {
  const part = (start: number, end?: number) => <NamePart {...{ name, isModel, start, end }} />;
  if (cutAt === 0) return part(0);
  const partStart = PART_ENDS.exec(name.slice(0, cutAt))?.[0].length ?? 0;
  const end = (
    <Fitting>
      <span className="min-w-0 flex-[1_1_0] truncate whitespace-pre">…{part(cutAt)}</span>
      <span className={`flex ${WHERE_IT_FITS}`}>
        {/* A few signs of the beginning tell nothing, and names below each other would look cut in two ways. */}
        <span className="w-0 min-w-[8ch] grow truncate">{part(0, cutAt)}</span>
        {part(cutAt)}
      </span>
    </Fitting>
  );
  return (
    <Fitting isShown>
      {partStart === 0 || partStart === cutAt ? (
        end
      ) : (
        <Fitting>
          {end}
          <span className={WHERE_IT_FITS}>…{part(partStart)}</span>
        </Fitting>
      )}
      <span data-whole className={WHERE_IT_FITS}>
        {part(0)}
      </span>
    </Fitting>
  );
}

/** The second of two where it fits, else the first. Those inside another are for the eye alone: the whole name is read. */
function Fitting({ isShown = false, children }: { isShown?: boolean; children: ReactNode }) {
  return (
    <span
      aria-hidden={isShown ? undefined : true}
      className={`${FITTING} ${isShown ? "" : "min-w-0 flex-[1_1_0]"}`}
    >
      {children}
    </span>
  );
}

/** Part of a name, with what is less important in the name of a model in grey. */
function NamePart({
  name,
  isModel,
  start,
  end = name.length,
}: {
  name: string;
  isModel: boolean;
  start: number;
  end?: number | undefined;
}) {
  if (!isModel) return name.slice(start, end);
  let at = 0;
  return modelParts(name).map((part) => {
    const from = at;
    at += part.text.length;
    const text = part.text.slice(Math.max(0, start - from), Math.max(0, end - from));
    return text === "" ? null : (
      <span key={from} className={part.isMinor ? "text-ink-3" : undefined}>
        {text}
      </span>
    );
  });
}
