let sources: Map<string, string[]> | undefined;

/**
 * Every character whose lower case is, or holds, `character`, itself included: "k" is the lower case of "k", "K" and the Kelvin sign.
 * Characters of two code units are no single key.
 */
export function sourcesOf(character: string): readonly string[] {
  sources ??= collectSources();
  return [character, ...(sources.get(character) ?? [])];
}

function collectSources(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  // Letters with two cases end far below this.
  for (let code = 0; code < 0x20000; code++) {
    const source = String.fromCodePoint(code);
    const lower = source.toLowerCase();
    if (lower === source) continue;
    // The lower case of a capital I with a dot above is an "i" and the dot.
    for (const part of lower) {
      const known = found.get(part);
      if (known) known.push(source);
      else found.set(part, [source]);
    }
  }
  return found;
}
