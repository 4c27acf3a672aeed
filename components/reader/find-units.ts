import type { MessageField } from "@/lib/conversation";
import type { Part } from "@/lib/conversation/model";
import type { Value } from "@/lib/format/value";
import type { RawRecord } from "@/lib/ingest/dataset";
import { exactParts } from "./exact-parts";
import { searchedText } from "./field-value";
import type { TreePlace } from "./fold-state";
import type { PlacedConversation, PlacedMessage } from "./name-messages";
import { FIELDS_SHOWN } from "./other-fields";
import {
  exactTextKey,
  fieldKey,
  MORE_FIELDS,
  messageFieldKey,
  messageKey,
  messageRestKey,
  partKey,
  RAW_TEXT,
  RAW_TREE,
} from "./part-key";
import { treeUnits } from "./tree-units";

/** A text of a record that can be searched, and where it is shown. */
export interface FindUnit {
  text: string;
  /** Names the element that shows it. */
  key: string;
  /** Message in whose card it stands: for a result, that of its call. Fields count as after the last. */
  message: number;
  /** Folds that must be open for it to be on the page, from the outside in. */
  folds: readonly string[];
  /** Where it stands in a tree, whose branches must be open for it. */
  place?: TreePlace;
}

/** Every text of a record in the order of the page: messages, then other fields, also what is folded or far away. */
export function findUnits(
  placed: PlacedConversation,
  fields: readonly (readonly [name: string, value: Value])[],
  rests: readonly (readonly MessageField[])[],
  exactText: boolean,
): FindUnit[] {
  const all = [...placed.messages, ...placed.variants.flatMap(({ messages }) => messages)];
  return [
    ...all.flatMap((message) => [
      ...unitsOf(message, exactText && message.message.text !== ""),
      ...restUnitsOf(message.index, rests[message.index] ?? []),
    ]),
    ...fields.flatMap(([name, value], position) => {
      const key = fieldKey(position);
      const folds = position < FIELDS_SHOWN ? [] : [MORE_FIELDS];
      return [
        { text: name, key: `${key}.name`, message: placed.total, folds },
        { text: searchedText(value), key, message: placed.total, folds: [...folds, `${key}.whole`] },
      ].filter(({ text }) => text !== "");
    }),
  ];
}

/** What a raw record has to search, in the form that it is shown in. */
export function rawUnits(record: RawRecord, isText: boolean): Iterable<FindUnit> {
  if (!isText) return { [Symbol.iterator]: () => treeUnits(record.value, RAW_TREE) };
  return record.text === "" ? [] : [{ text: record.text, key: RAW_TEXT, message: 0, folds: [] }];
}

function restUnitsOf(message: number, rest: readonly MessageField[]): FindUnit[] {
  return rest.flatMap(([name, value], position) => {
    const key = messageFieldKey(message, position);
    const folds = [messageKey(message), messageRestKey(message)];
    return [
      { text: name, key: `${key}.name`, message, folds },
      { text: searchedText(value), key, message, folds: [...folds, `${key}.whole`] },
    ].filter(({ text }) => text !== "");
  });
}

function unitsOf(placed: PlacedMessage, isExact: boolean): FindUnit[] {
  const { message, index, steps } = placed;
  const outer = messageKey(index);
  const units: FindUnit[] = [];
  const add = (key: string, text: string, folds: readonly string[]): void => {
    if (text !== "") units.push({ key, text, message: index, folds: [outer, ...folds, `${key}.whole`] });
  };
  if (isExact) add(exactTextKey(index), message.text, []);
  const parts = isExact ? exactParts(message) : message.parts.map((part, place) => ({ part, place }));
  for (const { part, place } of parts) {
    const key = partKey(index, place);
    const step = isExact ? undefined : steps.get(place);
    if (part.kind === "tool-result" && step?.isJoined) continue;
    if (part.kind === "tool-call") add(`${key}.name`, part.name, []);
    add(key, textOf(part), part.kind === "reasoning" ? [key] : []);
    if (part.kind === "tool-call" && step?.isJoined && step.result !== null) {
      const resultKey = partKey(step.result.message, step.result.part);
      add(resultKey, step.result.value.text, [resultKey]);
    }
  }
  return units;
}

function textOf(part: Part): string {
  switch (part.kind) {
    case "text":
    case "reasoning":
    case "refusal":
    case "answer":
    case "tool-result":
      return part.text;
    case "tool-call":
      return part.argumentsText;
    case "unknown":
      return part.json;
    case "image":
      return "";
  }
}
