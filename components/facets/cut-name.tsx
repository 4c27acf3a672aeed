import { modelParts } from "@/components/table";

// What is longer wraps out of sight where it has no room, and leaves the line to what stands before it; where it has, it
// takes all of the line that the other would grow into.
const FITTING = "flex h-[1lh] flex-wrap content-start overflow-hidden";
const WHERE_IT_FITS = "shrink-0 grow-[999999] whitespace-pre";

/** Behind the last of these a name is a name of its own: `claude-sonnet` of `anthropic:claude-sonnet`. */
const PART_ENDS = /^.*[/:]/s;

/**
 * A name on one line. Where there is no room for all of it, dots stand for what is before its last part; where that has
 * no room either, what is before `cutAt`, which other names begin with as well, gets the room that what follows leaves.
 * Names below each other are cut alike.
 */
export function CutName({ name, cutAt, isModel }: { name: string; cutAt: number; isModel: boolean }) {
  if (cutAt === 0) return <NamePart {...{ name, isModel }} start={0} end={name.length} />;
  const partStart = PART_ENDS.exec(name.slice(0, cutAt))?.[0].length ?? 0;
  const end = (
    <span aria-hidden className="flex min-w-0 flex-[1_1_0]">
      <span className="min-w-[2ch] truncate whitespace-pre">
        <NamePart {...{ name, isModel }} start={0} end={cutAt} />
      </span>
      <span className="max-w-[calc(100%-2ch)] shrink-0 truncate whitespace-pre">
        <NamePart {...{ name, isModel }} start={cutAt} end={name.length} />
      </span>
    </span>
  );
  return (
    <span className={FITTING}>
      {partStart === 0 || partStart === cutAt ? (
        end
      ) : (
        <span aria-hidden className={`min-w-0 flex-[1_1_0] ${FITTING}`}>
          {end}
          <span className={WHERE_IT_FITS}>
            …<NamePart {...{ name, isModel }} start={partStart} end={name.length} />
          </span>
        </span>
      )}
      <span data-whole className={WHERE_IT_FITS}>
        <NamePart {...{ name, isModel }} start={0} end={name.length} />
      </span>
    </span>
  );
}

/** Part of a name, with what is less important in the name of a model in grey. */
function NamePart({
  name,
  isModel,
  start,
  end,
}: {
  name: string;
  isModel: boolean;
  start: number;
  end: number;
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
