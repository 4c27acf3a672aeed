import type { Value } from "@/lib/format/value";
import { SYSTEM_FIELDS } from "./field-names";
import { readField, readSide } from "./field-reader";
import { readExchanges } from "./message-list";
import { bareMessage, type Located, type RawMessage } from "./raw-message";
import { internFields } from "./used-fields";

/** Prompt and reply in two fields, as text or messages; Alpaca's `input`, `history` and `system` join them. */
export function locatePromptReply(record: Value, promptField: string, replyField: string): Located | null {
  const prompt = record.get(promptField);
  const reply = record.get(replyField);
  if (prompt === null || reply === null || !speaks(prompt) || !speaks(reply)) return null;
  const replies = readSide(reply, replyField, "assistant", [replyField]);
  const { messages, usedFields } = readPrompt(record, promptField, prompt);
  if (replies.length === 0 || messages.length === 0) return null;
  return {
    messages: [...messages, ...replies],
    variants: [],
    usedFields: internFields([...usedFields, replyField]),
    field: promptField,
    finding: { kind: "prompt-reply", layout: null, replyField },
  };
}

/** A prompt that nothing answers: one message of the user, or the messages it holds. */
export function locateLonePrompt(record: Value, promptField: string): Located | null {
  const prompt = record.get(promptField);
  if (prompt === null || !speaks(prompt) || prompt.length === 0) return null;
  const { messages, usedFields } = readPrompt(record, promptField, prompt);
  return {
    messages,
    variants: [],
    usedFields: internFields(usedFields),
    field: promptField,
    finding: { kind: "prompt", layout: null, replyField: null },
  };
}

/** Everything that comes before the answer, and the fields it came from. */
export function readPrompt(
  record: Value,
  promptField: string,
  prompt: Value,
): { messages: RawMessage[]; usedFields: string[] } {
  const usedFields = [promptField];
  const asked = readSide(prompt, promptField, "user", [promptField]);
  const only = asked[0];
  if (promptField === "instruction" && asked.length === 1 && only?.node === null) {
    const input = record.get("input");
    if (input !== null && input.kind === "text") {
      usedFields.push("input");
      if (input.length > 0) only.more = input;
    }
  }
  const history = record.get("history");
  if (history !== null && history.kind === "list") {
    const earlier =
      readExchanges(history, ["history"]) ?? readField(history, "history", ["history"])?.messages;
    if (earlier !== undefined || history.size === 0) usedFields.push("history");
    if (earlier !== undefined) asked.unshift(...earlier);
  }
  const system = findSystem(record, asked);
  if (system !== null) {
    usedFields.push(system.field);
    asked.unshift(system.message);
  }
  return { messages: asked, usedFields };
}

/** The system message that stands outside the list; null when there is none or the list opens with one. */
export function findSystem(
  record: Value,
  messages: readonly RawMessage[],
): { field: string; message: RawMessage } | null {
  if (messages[0]?.role === "system") return null;
  for (const field of SYSTEM_FIELDS) {
    const value = record.get(field);
    if (value === null) continue;
    const isBlocks = value.kind === "list" && value.size > 0;
    if (isBlocks || (value.kind === "text" && value.length > 0)) {
      return { field, message: bareMessage("system", "", value, [field]) };
    }
  }
  return null;
}

/** Whether a field can be one side of an exchange. Lists of plain answers belong to the completions. */
function speaks(value: Value): boolean {
  if (value.kind === "text") return true;
  if (value.kind === "list" || value.kind === "object") return readField(value, "", []) !== null;
  return false;
}
