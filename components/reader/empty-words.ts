import { formatUnits } from "@/components/ui";
import type { Message } from "@/lib/conversation";

/** What a message that shows nothing has for content, as the data writes it: whoever trains on it must know. */
export function emptyWords({ text, emptyContent = "none" }: Pick<Message, "text" | "emptyContent">): string {
  return `empty message: ${text === "" ? CONTENT[emptyContent] : whiteSpace(text)}`;
}

const CONTENT = {
  none: "no content",
  null: "null",
  text: '""',
  list: "a list without text",
  object: "an object without text",
  number: "no text",
  boolean: "no text",
} as const;

function whiteSpace(text: string): string {
  return `${formatUnits([...text].length, "character")} of white space`;
}
