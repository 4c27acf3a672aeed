// Names found in public data. They decide which field is tried first; what a field holds decides whether it is taken.

/** Fields that hold a conversation as a list. */
export const LIST_FIELDS = [
  "messages",
  "conversations",
  "conversation",
  "trajectory",
  "traj",
  "trace",
  "dialog",
  "dialogue",
  "chat",
  "turns",
  "items",
  "transcript",
  "utterances",
  "interactions",
  "chat_history",
  "events",
  "steps",
] as const;

/** List fields whose bare strings are all turns of the user. */
export const USER_TURN_FIELDS = new Set(["turns", "questions", "prompts", "user_turns"]);

export const HISTORY_FIELDS = ["history"] as const;

/** What the user asked, as text or as messages. */
export const PROMPT_FIELDS = [
  "prompt",
  "instruction",
  "question",
  "query",
  "problem",
  "user_prompt",
  "prompt_text",
  "input",
] as const;

/** Fields that mean a prompt even when nothing answers it. */
export const LONE_PROMPT_FIELDS = [
  "prompt",
  "instruction",
  "question",
  "query",
  "problem",
  "user_prompt",
] as const;

/** What was answered, as text or as messages. */
export const REPLY_FIELDS = [
  "completion",
  "response",
  "answer",
  "output",
  "reply",
  "solution",
  "generation",
  "generated_text",
  "model_output",
  "assistant_response",
] as const;

/** The reply that stands beside a list of messages which holds the prompt only (AceMath). */
export const OUTER_REPLY_FIELDS = [
  "answer",
  "response",
  "completion",
  "output",
  "reply",
  "generation",
] as const;

export const SYSTEM_FIELDS = ["system", "system_prompt", "system_message", "system_instruction"] as const;

/** Lists of answers to one prompt. */
export const COMPLETION_FIELDS = [
  "completions",
  "responses",
  "candidates",
  "generations",
  "outputs",
  "answers",
  "samples",
] as const;

/** Pairs of fields that hold a better and a worse answer. */
export const PREFERENCE_FIELDS = [
  ["chosen", "rejected"],
  ["chosen_response", "rejected_response"],
  ["preferred", "dispreferred"],
  ["accepted", "rejected"],
  ["response_0", "response_1"],
  ["response_a", "response_b"],
] as const;

/** Fields of a message that say who speaks, best first. */
export const ROLE_FIELDS = ["role", "from", "speaker", "sender", "author", "source", "type"] as const;

/** Role fields that mean a speaker whatever they hold; `source` and `type` need words that Loupe knows. */
export const SPEAKER_FIELDS = new Set<string>(["role", "from", "speaker", "sender"]);

/** Fields of a message that hold what is said, best first. */
export const CONTENT_FIELDS = ["content", "value", "text", "message", "utterance", "body", "output"] as const;

/** Thinking beside the content of a message. */
export const REASONING_FIELDS = ["reasoning_content", "reasoning", "thinking"] as const;

/** Names of the tool that a message answers for, or of its speaker, best first. */
export const NAME_FIELDS = ["name", "tool_name"] as const;

/** What a tool message or part answers, best first. */
export const RESULT_ID_FIELDS = ["tool_call_id", "call_id", "tool_use_id"] as const;

/** Names of a call in the object that holds it, of the tool in it, and of what the tool is given, best first. */
export const CALL_ID_FIELDS = ["id", "call_id", "tool_call_id"] as const;
export const CALL_NAME_FIELDS = ["name", "tool_name", "tool", "function"] as const;
export const CALL_ARGUMENTS_FIELDS = ["arguments", "args", "input", "parameters", "kwargs"] as const;

/** What a part of a message holds, best first. */
export const TEXT_PART_FIELDS = ["text", "value", "content"] as const;
export const THOUGHT_PART_FIELDS = [
  "thinking",
  "text",
  "value",
  "reasoning",
  "content",
  "summary",
  "data",
] as const;
export const RESULT_PART_FIELDS = ["content", "output", "value", "text", "result"] as const;
/** The text of a part of a result that is a list. */
export const RESULT_TEXT_FIELDS = ["text", "value"] as const;
export const RESULT_PART_ID_FIELDS = ["tool_use_id", "call_id", "tool_call_id", "toolCallId"] as const;

/** What a model says in place of its content when it declines. */
export const REFUSAL = "refusal";

/** One exchange as one object, as in MOSS and Belle. */
export const EXCHANGE_FIELDS = [
  ["human", "assistant"],
  ["user", "assistant"],
  ["human", "gpt"],
  ["user", "bot"],
  ["prompt", "response"],
  ["question", "answer"],
  ["input", "output"],
  ["instruction", "output"],
] as const;
