/** SQL for `groupTeacher` of lib/schema; a test holds the two together. `text` is a SQL expression. */
export function teacherGroupSql(text: string): string {
  return `regexp_replace(regexp_replace(${text}, '^[A-Za-z0-9_.-]+:', ''), '@[^@/:]*$', '')`;
}
