import { EqualNot, Star } from "lucide-react";
import { differencesOf, type Mark, OWN_AUTHOR } from "@/lib/marks";
import { joinWords } from "./words";

/** What others marked on a record, person by person, and in what people differ. */
export function OthersMarks({
  marks,
  nameOf,
}: {
  /** Of all people. */
  marks: readonly Mark[];
  nameOf: (author: string) => string;
}) {
  const differ = differencesOf(marks);
  const others = marks.filter((mark) => mark.author !== OWN_AUTHOR);
  return (
    <div className="px-2 pb-1.5 text-xs">
      <ul aria-label="Marks of others" className="max-h-40 overflow-auto">
        {others.map((mark) => (
          <li key={mark.author} className="leading-5 [overflow-wrap:anywhere]">
            <bdi className="font-medium">{nameOf(mark.author)}</bdi>
            {mark.isStarred ? (
              <>
                <Star
                  aria-hidden
                  fill="currentColor"
                  className="ml-1.5 inline size-3 align-[-1px] text-ink-2"
                />
                <span className="sr-only"> star </span>
              </>
            ) : null}
            {mark.flags.map((flag) => (
              <bdi key={flag} className="ml-1.5 rounded-sm bg-surface-3 px-1 py-px">
                {flag}
              </bdi>
            ))}
            {mark.note === "" ? null : (
              <p dir="auto" className="whitespace-pre-wrap text-ink-2">
                {mark.note}
              </p>
            )}
          </li>
        ))}
      </ul>
      {differ.length > 0 ? (
        <p className="flex items-center gap-1 pt-0.5 text-ink-2">
          <EqualNot aria-hidden className="size-3.5 shrink-0" />
          {`${joinWords(marks.map((mark) => nameOf(mark.author)))} differ in ${joinWords(differ)}.`}
        </p>
      ) : null}
    </div>
  );
}
