/** What to call an index column on the screen: a field of the data by its own name, Loupe's own in plain words. */
export function columnLabel(name: string): string {
  if (name.startsWith("__")) return name.slice(1);
  return name.startsWith("_") ? name.slice(1).replaceAll("_", " ") : name;
}
