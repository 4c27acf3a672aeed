import { expect, it } from "vitest";
import { codeOfCall } from "./code-of-call";

function codeOf(name: string, text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  return codeOfCall(name, text, value);
}

it.each([
  ["code_interpreter", '{"code": "print(1)"}', { code: "print(1)", language: "python", field: "code" }],
  ["python", "print(1)\nprint(2)", { code: "print(1)\nprint(2)", language: "python", field: null }],
  ["python", "```python\nprint(1)\n```", { code: "print(1)", language: "python", field: null }],
  ["python", '"print(1)"', { code: "print(1)", language: "python", field: null }],
  [
    "bash",
    '{"command": "ls -l", "timeout": 5}',
    { code: "ls -l", language: "shellscript", field: "command" },
  ],
  ["run_sql", '{"query": "SELECT 1"}', { code: "SELECT 1", language: "sql", field: "query" }],
  [
    "run",
    '{"code": "let x = 1", "language": "javascript"}',
    { code: "let x = 1", language: "javascript", field: "code" },
  ],
  ["search", '{"query": "SELECT"}', null],
  ["get_weather", '{"input": "Paris"}', null],
  ["wikipedia", "Paris", null],
  ["calculator", "2 + 2", null],
  ["finish", '{"answer": "4"}', null],
  ["python", "", null],
  ["python", "42", null],
])("finds the code of %s %s", (name, text, code) => {
  expect(codeOf(name, text)).toEqual(code);
});
