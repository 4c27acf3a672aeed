import { type Message, type ReadOptions, readConversation } from "@/lib/conversation";
import { leadingLabel } from "@/lib/conversation/labels";
import { type Chunk, parseTextChunk, type Value } from "@/lib/format";
import { readParquetChunk } from "@/lib/ingest/parquet-tasks";
import { countWords } from "@/lib/schema";

/** One stretch of a file whose labelled messages are to be measured. */
export interface LengthTask {
  chunk: Chunk;
  read: ReadOptions;
}

/** Labelled assistant messages, in order: entry i of each list is of the same message. */
export interface LabelLengths {
  /** Rows, relative to the chunk. */
  rows: number[];
  /** Places in `labels`. */
  labelPlaces: number[];
  words: number[];
  /** UTF-16 code units. */
  chars: number[];
  labels: string[];
}

/** Words and characters of every assistant message with a label, without the label that it may open with. Rejects with SourceError. */
export async function labelLengths({ chunk, read }: LengthTask): Promise<LabelLengths> {
  const found: LabelLengths = { rows: [], labelPlaces: [], words: [], chars: [], labels: [] };
  const places = new Map<string, number>();
  let row = 0;
  const sink = {
    record: ({ value }: { value: Value }) => {
      addRecord(found, places, row, value, read);
      row++;
    },
    problem: () => {},
  };
  if (chunk.kind === "parquet") await readParquetChunk(chunk, { record: sink.record });
  else await parseTextChunk(chunk, sink);
  return found;
}

function addRecord(
  found: LabelLengths,
  places: Map<string, number>,
  row: number,
  value: Value,
  read: ReadOptions,
): void {
  const { messages, variants } = readConversation(value, read);
  for (const message of [messages, ...variants.map((variant) => variant.messages)].flat()) {
    const { role, label } = message;
    if (role !== "assistant" || label === null) continue;
    let place = places.get(label);
    if (place === undefined) {
      place = found.labels.push(label) - 1;
      places.set(label, place);
    }
    const text = textOf(message);
    const content = text.slice(leadingLabel(text)?.length ?? 0);
    found.rows.push(row);
    found.labelPlaces.push(place);
    found.words.push(countWords(content));
    found.chars.push(content.length);
  }
}

/** The text of a message; of one in content blocks, what its blocks say. */
function textOf({ text, parts }: Message): string {
  if (text !== "") return text;
  return parts
    .map((part) => ("text" in part ? part.text : ""))
    .filter((part) => part !== "")
    .join("\n\n");
}
