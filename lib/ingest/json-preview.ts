import { exactDigits, type Value } from "@/lib/format";

/** A JSON text, cut once it is longer than the caller wants: what follows is left in the file. */
export interface JsonPreview {
  text: string;
  isCut: boolean;
}

/**
 * JSON of a value, at most a little over `maxChars` long. Its numbers are exact, but printed in one way only: in the index
 * 1.0 is 1.
 */
export function jsonPreview(value: Value, maxChars: number): JsonPreview {
  const writer = new BoundedWriter(maxChars, exactDigits);
  write(value, writer);
  return { text: writer.text, isCut: writer.isFull };
}

/** JSON of a whole value on one line, with the digits of its numbers as in the source. */
export function jsonText(value: Value): string {
  const writer = new BoundedWriter(Number.POSITIVE_INFINITY, (digits) => digits);
  write(value, writer);
  return writer.text;
}

class BoundedWriter {
  text = "";
  readonly #maxChars: number;
  readonly printNumber: (digits: string) => string;
  constructor(maxChars: number, printNumber: (digits: string) => string) {
    this.#maxChars = maxChars;
    this.printNumber = printNumber;
  }
  get isFull(): boolean {
    return this.text.length > this.#maxChars;
  }
  /** Characters that make it full. */
  get room(): number {
    return this.#maxChars - this.text.length + 1;
  }
  add(piece: string): void {
    this.text += piece;
  }
}

/** Of a text of hundreds of megabytes the browser cannot write JSON: no more of it than is wanted. */
function startOf(text: Value, chars: number): string {
  return text.length > chars ? text.head(chars).slice(0, chars) : text.text();
}

// Recursion is safe: every level writes at least one character, so depth is bounded by the size of the preview.
function write(value: Value, writer: BoundedWriter): void {
  if (writer.isFull) return;
  switch (value.kind) {
    case "null":
      writer.add("null");
      return;
    case "boolean":
      writer.add(value.text());
      return;
    case "number":
      writer.add(writer.printNumber(value.text()));
      return;
    case "text":
      writer.add(JSON.stringify(startOf(value, writer.room)));
      return;
    case "list": {
      writer.add("[");
      let isFirst = true;
      for (const item of value.items()) {
        if (!isFirst) writer.add(", ");
        isFirst = false;
        write(item, writer);
        if (writer.isFull) return;
      }
      writer.add("]");
      return;
    }
    case "object": {
      writer.add("{");
      let isFirst = true;
      for (const [name, field] of value.fields()) {
        if (!isFirst) writer.add(", ");
        isFirst = false;
        writer.add(`${JSON.stringify(name)}: `);
        write(field, writer);
        if (writer.isFull) return;
      }
      writer.add("}");
      return;
    }
  }
}
