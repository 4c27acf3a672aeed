import type { MessageField } from "@/lib/conversation";
import { FieldList } from "./field-list";
import { FoldButton } from "./fold-button";
import { useFold } from "./fold-state";
import { messageFieldKey, messageRestKey } from "./part-key";
import { useReadingOptions } from "./reading-options";
import { toVisibleLine } from "./visible-characters";

/** Characters of their names that stand beside the number of fields. */
const NAMES_CHARACTERS = 300;

/** What a message holds besides what is made of it, folded: training masks, signatures, times, ids of a provider. */
export function MessageRest({ message }: { message: number }) {
  const rest = useReadingOptions().rests[message] ?? [];
  if (rest.length === 0) return null;
  return <Rest message={message} rest={rest} />;
}

function Rest({ message, rest }: { message: number; rest: readonly MessageField[] }) {
  const [isOpen, setOpen] = useFold(messageRestKey(message), false);
  const names = toVisibleLine(
    rest
      .map(([name]) => name)
      .join(", ")
      .slice(0, NAMES_CHARACTERS),
  );
  return (
    <div>
      <FoldButton isOpen={isOpen} onToggle={() => setOpen(!isOpen)}>
        <span className="shrink-0 text-ink-3">
          {rest.length.toLocaleString("en")} more {rest.length === 1 ? "field" : "fields"}
        </span>
        {isOpen ? null : <bdi className="min-w-0 truncate font-mono text-ink-3">{names}</bdi>}
      </FoldButton>
      {isOpen ? (
        <div className="pt-1">
          <FieldList fields={rest} keyOf={(position) => messageFieldKey(message, position)} />
        </div>
      ) : null}
    </div>
  );
}
