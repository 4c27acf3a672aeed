import { modelParts } from "@/components/table";

/** A name on one line. Where there is no room for it, what stands before `cutAt` gives way first. */
export function CutName({ name, cutAt, isModel }: { name: string; cutAt: number; isModel: boolean }) {
  if (cutAt === 0) return <NamePart {...{ name, isModel }} start={0} end={name.length} />;
  return (
    <span className="flex min-w-0">
      {/* Where the other gives way by a hundredth of a pixel, it ends in dots. */}
      <span className="min-w-[1em] shrink-[99999] truncate whitespace-pre">
        <NamePart {...{ name, isModel }} start={0} end={cutAt} />
      </span>
      <span className="min-w-0 truncate whitespace-pre">
        <NamePart {...{ name, isModel }} start={cutAt} end={name.length} />
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
