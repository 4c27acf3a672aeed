/** Units by their first, plain name, and the other ways to write each. */
const UNITS: readonly (readonly string[])[] = [
  ["%", "percent", "per cent", "pct"],
  ["$", "dollar", "usd", "us$", "us $", "us dollar"],
  ["€", "euro", "eur"],
  ["£", "pound sterling", "gbp"],
  ["¥", "yen", "jpy", "yuan", "cny"],
  ["₹", "rupee", "inr"],
  ["cent", "¢"],
  ["°", "degree", "deg"],
  ["°c", "degree celsius", "celsius"],
  ["°f", "degree fahrenheit", "fahrenheit"],
  ["rad", "radian"],
  ["mm", "millimeter", "millimetre"],
  ["cm", "centimeter", "centimetre"],
  ["dm", "decimeter", "decimetre"],
  ["m", "meter", "metre"],
  ["km", "kilometer", "kilometre"],
  ["in", "inch", "inches"],
  ["ft", "foot", "feet"],
  ["yd", "yard"],
  ["mi", "mile"],
  ["mg", "milligram"],
  ["g", "gram"],
  ["kg", "kilogram"],
  ["t", "ton", "tonne"],
  ["lb", "pound"],
  ["oz", "ounce"],
  ["ml", "milliliter", "millilitre"],
  ["l", "liter", "litre"],
  ["ms", "millisecond"],
  ["s", "sec", "second"],
  ["min", "minute"],
  ["h", "hr", "hour"],
  ["day"],
  ["week"],
  ["month"],
  ["yr", "year"],
  ["hz", "hertz"],
  ["khz", "kilohertz"],
  ["mhz", "megahertz"],
  ["n", "newton"],
  ["j", "joule"],
  ["kj", "kilojoule"],
  ["w", "watt"],
  ["kw", "kilowatt"],
  ["kwh", "kilowatt hour"],
  ["v", "volt"],
  ["a", "ampere", "amp"],
  ["ohm", "ω", "omega"],
  ["pa", "pascal"],
  ["kpa", "kilopascal"],
  ["atm", "atmosphere"],
  ["k", "kelvin"],
  ["mol", "mole"],
  ["mph", "mile per hour", "miles per hour"],
  ["unit"],
];
const NAMES = new Map(UNITS.flatMap((names) => names.map((name) => [name, names[0] ?? name] as const)));

/** Words after a number that make it another number, a part of a sentence, or something to count with. */
const NO_UNITS = new Set(
  "and are but cos equals exp for infty is less log ln minus mod more negative nor not only or over per pi plus sin sqrt squared cubed tan than the then times to versus vs was were with factorial choose cup cap".split(
    " ",
  ),
);

/**
 * The plain name of a unit, powers and quotients included ("m/s^2"); a word that Loupe does not know counts as a unit
 * where `takesWords`, without its plural. Null when the text is no unit.
 */
export function plainUnit(text: string, takesWords = true): string | null {
  const exact = knownUnit(text.trim().toLowerCase());
  if (exact !== null) return exact;
  const unit = text
    .toLowerCase()
    .replace(/[{}()*$`"'.\s\\]+/g, " ")
    .trim();
  const known = knownUnit(unit);
  if (known !== null) return known;
  const pieces = unit.split(/\s*\/\s*|\s+per\s+/);
  if (pieces.length === 2) {
    const [above = "", below = ""] = pieces.map(
      (piece) => poweredUnit(piece) ?? plainWord(piece, takesWords) ?? "",
    );
    return above === "" || below === "" ? null : `${above}/${below}`;
  }
  return poweredUnit(unit) ?? plainWord(unit, takesWords);
}

function poweredUnit(unit: string): string | null {
  const known = knownUnit(unit);
  if (known !== null) return known;
  const powered = /^(.*?)\s*\^\s*([23])$/.exec(unit) ?? /^([a-z]+)([23])$/.exec(unit);
  if (powered) {
    const base = knownUnit(powered[1] ?? "");
    return base === null ? null : `${base}^${powered[2]}`;
  }
  const named = /^(square|sq|cubic|cu) (.*)$/.exec(unit) ?? /^(.*) (squared|cubed)$/.exec(unit);
  if (!named) return null;
  const isFirst = /^(?:sq|cu)/.test(named[1] ?? "") && named[1] !== unit;
  const base = knownUnit((isFirst ? named[2] : named[1]) ?? "");
  const power = /^(?:sq|square)/.test((isFirst ? named[1] : named[2]) ?? "") ? 2 : 3;
  return base === null ? null : `${base}^${power}`;
}

function knownUnit(unit: string): string | null {
  return NAMES.get(unit) ?? NAMES.get(unit.replace(/s$/, "")) ?? null;
}

function plainWord(unit: string, takesWords: boolean): string | null {
  if (!takesWords || !/^\p{L}{3,24}$/u.test(unit) || NO_UNITS.has(unit)) return null;
  return unit.replace(/s$/, "");
}
