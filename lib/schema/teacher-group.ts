/** The model behind a teacher's name: `vllm:kimi-k2@8001` (provider, model, port) is `kimi-k2`. */
export function groupTeacher(name: string): string {
  return name.replace(/^[A-Za-z0-9_.-]+:/, "").replace(/@[^@/:]*$/, "");
}
