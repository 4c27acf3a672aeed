/** How often `text` stands in each of the messages' texts; upper and lower case count as the same, as in the search. */
export function countHits(messages: readonly (readonly string[])[], text: string): readonly number[] {
  const needle = text.toLowerCase();
  if (needle === "") return messages.map(() => 0);
  return messages.map((texts) => texts.reduce((sum, each) => sum + countIn(each.toLowerCase(), needle), 0));
}

function countIn(text: string, needle: string): number {
  let count = 0;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) count += 1;
  return count;
}
