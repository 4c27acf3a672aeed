/** Code that a call hands to an interpreter. */
export interface CallCode {
  code: string;
  language: string;
  /** Argument that holds it; null when the arguments are nothing else. */
  field: string | null;
}

const INTERPRETERS: readonly (readonly [pattern: RegExp, language: string])[] = [
  [
    /(?:^|[^a-z])(?:bash|shell|sh|terminal|cmd|command[_ -]?line|run[_ -]?command)(?:$|[^a-z])/i,
    "shellscript",
  ],
  [/(?:^|[^a-z])sql(?:$|[^a-z])|(?:run|execute)[_ -]?query/i, "sql"],
  [/javascript|node[_ -]?js|(?:^|[^a-z])js(?:$|[^a-z])/i, "javascript"],
  [
    /python|jupyter|(?:code|program)[_ -]?(?:interpreter|runner|exec)|(?:exec(?:ute)?|run)[_ -]?code|repl(?:$|[^a-z])/i,
    "python",
  ],
];

const CODE_FIELDS = ["code", "script", "source_code", "source", "program", "input"];
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  shellscript: ["command", "cmd", "commands", ...CODE_FIELDS],
  sql: ["query", "sql", "statement", ...CODE_FIELDS],
  javascript: CODE_FIELDS,
  python: ["python", ...CODE_FIELDS],
};

/**
 * The code in the arguments of a call: an argument named for it, or the whole text when the tool is an interpreter.
 * Null when the arguments are no code.
 */
export function codeOfCall(name: string, argumentsText: string, argumentsValue: unknown): CallCode | null {
  const language = INTERPRETERS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  if (typeof argumentsValue === "object" && argumentsValue !== null && !Array.isArray(argumentsValue)) {
    const fields = new Map(Object.entries(argumentsValue));
    const said = fields.get("language") ?? fields.get("lang");
    const spoken = typeof said === "string" ? said : null;
    // A tool of another name may have an argument "input"; only "code" speaks for itself.
    for (const field of language === null ? ["code"] : (FIELDS[language] ?? CODE_FIELDS)) {
      const code = fields.get(field);
      if (typeof code === "string" && code.trim() !== "")
        return { code, language: spoken ?? language ?? "python", field };
    }
    return null;
  }
  if (language === null) return null;
  if (typeof argumentsValue === "string") return { code: argumentsValue, language, field: null };
  if (argumentsValue !== undefined || argumentsText.trim() === "") return null;
  const fence = /^\s*```([\w+-]*)[ \t]*\n([\s\S]*?)\n?```\s*$/.exec(argumentsText);
  return fence === null
    ? { code: argumentsText, language, field: null }
    : { code: fence[2] ?? "", language: fence[1] || language, field: null };
}
