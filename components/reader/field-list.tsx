import type { Value } from "@/lib/format/value";
import { FieldValue } from "./field-value";
import { PartKeyProvider } from "./fold-state";
import { toVisibleLine } from "./visible-characters";

const NAME_CHARACTERS = 200;

/** Fields with their values, one below the other. */
export function FieldList({
  fields,
  keyOf,
}: {
  fields: readonly (readonly [name: string, value: Value])[];
  /** Names a field by its place, for finding it on the page. */
  keyOf: (position: number) => string;
}) {
  return (
    <dl className="reader-fields">
      {fields.map(([name, value], position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a field name may come twice, and fields never move
        <div key={position}>
          <dt className="font-mono text-ink-2 text-xs [overflow-wrap:anywhere]">
            <bdi data-part={`${keyOf(position)}.name`} data-start={0} data-end={name.length}>
              {toVisibleLine(name.slice(0, NAME_CHARACTERS)) || '""'}
            </bdi>
          </dt>
          <dd className="min-w-0">
            <PartKeyProvider value={keyOf(position)}>
              <FieldValue
                name={toVisibleLine(name.slice(0, NAME_CHARACTERS)) || "field without a name"}
                value={value}
              />
            </PartKeyProvider>
          </dd>
        </div>
      ))}
    </dl>
  );
}
