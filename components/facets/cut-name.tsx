import { modelParts } from "@/components/table";

/**
 * A name on one line. Where there is no room for all of it, dots stand for what is before `cutAt`, and never for a part
 * of that: a stray letter in front of them says nothing.
 */
export function CutName({ name, cutAt, isModel }: { name: string; cutAt: number; isModel: boolean }) {
  if (cutAt === 0) return <NamePart {...{ name, isModel }} start={0} end={name.length} />;
  return (
    // The whole name wraps out of sight where it has no room, and leaves the line to its end; where it has, it takes
    // all of the line that the end would grow into.
    <span className="flex h-[1lh] flex-wrap content-start overflow-hidden">
      <span aria-hidden className="min-w-0 flex-[1_1_0] truncate whitespace-pre">
        …<NamePart {...{ name, isModel }} start={cutAt} end={name.length} />
      </span>
      <span data-whole className="shrink-0 grow-[999999] whitespace-pre">
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
