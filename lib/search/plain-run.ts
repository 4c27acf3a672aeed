import { sourcesOf } from "./folded-sources";

/**
 * The longest run of characters of a lower-case needle which stand in raw JSON as they are, or each as a \u escape;
 * null when there is none. What is found in a text of a record is then found in its raw text too.
 */
export function findPlainRun(needle: string): string | null {
  let best = "";
  let run = "";
  const end = () => {
    if (isBetter(run, best)) best = run;
    run = "";
  };
  let escapedChars = 0;
  for (const character of needle) {
    if (escapedChars > 0) escapedChars--;
    else if (isPlain(character)) {
      run += character;
      continue;
    }
    end();
    // Where a message holds an object its JSON is searched: an escape in it need not be the escape of the file.
    if (character === "\\") escapedChars = 5;
  }
  end();
  return best === "" ? null : best;
}

/** Whether all characters of a run may stand in a number, which is no text in a Parquet file. */
export function isNumeric(run: string): boolean {
  return /^[\d.e+-]*$/.test(run);
}

function isBetter(run: string, best: string): boolean {
  if (run === "" || best === "") return run !== "";
  return isNumeric(run) === isNumeric(best) ? run.length > best.length : isNumeric(best);
}

/** Space may stand between the marks of JSON, quotes and slashes may be escaped. */
const MARKS = /[\p{Cc}"\\/{}[\]:,]/u;
/** Lower-case letters that depend on their neighbours: the final sigma, and the dot of a capital I with a dot above. */
const UNSTEADY = /\u0307|[σς\p{Cs}]/u;

function isPlain(character: string): boolean {
  if (MARKS.test(character) || UNSTEADY.test(character)) return false;
  // The few old scripts with two cases beyond the basic plane are not worth an expression.
  return character.length === 1 || sourcesOf(character).length === 1;
}
