import { leadingLabel } from "./labels";

/** A message as a trainer takes it. */
export interface TrainingMessage {
  role: string;
  /** Its length label; null where it has none. */
  label: string | null;
  content: string;
}

/** A stretch of training text: what the chat template adds, a length label, or what the message says. */
export interface TrainingPiece {
  kind: "template" | "label" | "content";
  text: string;
}

interface ChatTemplate {
  name: string;
  begin: string;
  before(role: string): string;
  after(role: string, isLast: boolean): string;
  /** The template takes white space off both ends of a message. */
  trims: boolean;
}

const TEMPLATES = {
  tulu: {
    name: "Tülu 3",
    begin: "",
    before: (role) => `<|${role}|>\n`,
    after: (role, isLast) => (role === "assistant" ? `<|end_of_text|>${isLast ? "" : "\n"}` : "\n"),
    trims: false,
  },
  chatml: {
    name: "ChatML",
    begin: "",
    before: (role) => `<|im_start|>${role}\n`,
    after: () => "<|im_end|>\n",
    trims: false,
  },
  llama3: {
    name: "Llama 3",
    begin: "<|begin_of_text|>",
    before: (role) => `<|start_header_id|>${role}<|end_header_id|>\n\n`,
    after: () => "<|eot_id|>",
    trims: true,
  },
} satisfies Record<string, ChatTemplate>;

export type ChatTemplateId = keyof typeof TEMPLATES;
export const CHAT_TEMPLATES = Object.entries(TEMPLATES).map(([id, { name }]) => ({
  id: id as ChatTemplateId,
  name,
}));

/** What a message says, without the label that its text may open with. */
export function withoutLabel(content: string): string {
  return content.slice(leadingLabel(content)?.length ?? 0);
}

/** The text that a conversation becomes under a chat template, each label directly in front of what its message says. */
export function trainingText(
  messages: readonly TrainingMessage[],
  template: ChatTemplateId,
): readonly TrainingPiece[] {
  const { begin, before, after, trims }: ChatTemplate = TEMPLATES[template];
  const pieces: TrainingPiece[] = [{ kind: "template", text: begin }];
  for (const [at, { role, label, content }] of messages.entries()) {
    const bare = label === null ? content : withoutLabel(content);
    const text = !trims ? bare : label === null ? bare.trim() : bare.trimEnd();
    pieces.push(
      { kind: "template", text: before(role) },
      { kind: "label", text: label ?? "" },
      { kind: "content", text },
      { kind: "template", text: after(role, at === messages.length - 1) },
    );
  }
  return pieces.filter((piece) => piece.text !== "");
}
