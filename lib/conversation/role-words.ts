import type { Role } from "./model";

export interface RoleWord {
  role: Role;
  /** The message is a tool call in itself: ShareGPT `function_call`. */
  isCall: boolean;
}

const WORDS: Record<Role, readonly string[]> = {
  system: ["system", "system_prompt", "context"],
  developer: ["developer"],
  user: ["user", "human", "prompter", "customer", "client", "student", "questioner", "asker", "person"],
  assistant: [
    ..."assistant gpt bot model ai agent chatbot chatgpt gpt-4 bard bing claude gemini llm".split(" "),
    ..."assistant_response model_response function_call tool_call tool_calls".split(" "),
  ],
  tool: [
    ..."tool function observation ipython environment env tool_result tool_results tool_output".split(" "),
    ..."tool_response function_response function_result function_call_output tool_call_output".split(" "),
  ],
  other: [],
};

const CALLS = new Set(["function_call", "tool_call", "tool_calls"]);
const UNKNOWN: RoleWord = { role: "other", isCall: false };
const known = new Map<string, RoleWord>();
for (const role of Object.keys(WORDS) as Role[]) {
  for (const word of WORDS[role]) known.set(word, { role, isCall: CALLS.has(word) });
}

/** What a role word of the data means, whatever its case; null when Loupe does not know it. */
export function findRoleWord(word: string): RoleWord | null {
  return known.get(word) ?? known.get(word.trim().toLowerCase().replaceAll("-", "_")) ?? null;
}

/** The same, with role `other` for a word that Loupe does not know. */
export function readRoleWord(word: string): RoleWord {
  return findRoleWord(word) ?? UNKNOWN;
}
