import type { ArrowType, FixedBinaryMeaning } from "./arrow-column";

const INTEGERS: Readonly<Record<string, { width: 1 | 2 | 4 | 8; signed: boolean }>> = {
  c: { width: 1, signed: true },
  C: { width: 1, signed: false },
  s: { width: 2, signed: true },
  S: { width: 2, signed: false },
  i: { width: 4, signed: true },
  I: { width: 4, signed: false },
  l: { width: 8, signed: true },
  L: { width: 8, signed: false },
};
const FLOAT_WIDTHS: Readonly<Record<string, 2 | 4 | 8>> = { e: 2, f: 4, g: 8 };
const DIGITS: Readonly<Record<string, number>> = { s: 0, m: 3, u: 6, n: 9 };

function digitsOf(unit: string | undefined): number {
  const digits = unit === undefined ? undefined : DIGITS[unit];
  if (digits === undefined) throw new TypeError(`time unit ${unit} is unknown`);
  return digits;
}

function parseDecimal(format: string): ArrowType {
  const [, scale = 0, bits = 128] = format.slice(2).split(",").map(Number);
  const width = bits / 8;
  if (width !== 4 && width !== 8 && width !== 16 && width !== 32)
    throw new TypeError(`decimal of ${bits} bits`);
  return { kind: "decimal", width, scale };
}

/**
 * Arrow type for a format string of the C data interface (`u` text, `+l` list, `tsu:UTC` timestamp).
 * Throws TypeError for the types that Parquet alone cannot yield (unions, run-end encoding, views).
 */
export function parseArrowFormat(
  format: string,
  childNames: readonly string[],
  meaning: FixedBinaryMeaning,
): ArrowType {
  const integer = INTEGERS[format];
  if (integer) return { kind: "integer", ...integer };
  const floatWidth = FLOAT_WIDTHS[format];
  if (floatWidth) return { kind: "float", width: floatWidth };
  switch (format) {
    case "n":
      return { kind: "null" };
    case "b":
      return { kind: "boolean" };
    case "u":
    case "U":
      return { kind: "text" };
    case "z":
    case "Z":
      return { kind: "binary" };
    case "+l":
    case "+L":
      return { kind: "list" };
    case "+m":
      return { kind: "map" };
    case "+s":
      return { kind: "struct", names: childNames };
    case "tdD":
      return { kind: "date", width: 4 };
    case "tdm":
      return { kind: "date", width: 8 };
  }
  if (format.startsWith("d:")) return parseDecimal(format);
  if (format.startsWith("w:")) return { kind: "fixed-binary", width: Number(format.slice(2)), meaning };
  if (format.startsWith("+w:")) return { kind: "fixed-list", size: Number(format.slice(3)) };
  if (format.startsWith("tt")) {
    const digits = digitsOf(format[2]);
    return { kind: "time", width: digits <= 3 ? 4 : 8, digits };
  }
  if (format.startsWith("ts")) {
    return { kind: "timestamp", digits: digitsOf(format[2]), isUtc: format.length > 4 };
  }
  throw new TypeError(`Arrow format ${format} cannot be read`);
}

/** Offsets of this format are 64 bits wide. */
export function hasLargeOffsets(format: string): boolean {
  return format === "U" || format === "Z" || format === "+L";
}

/** Bytes per value of a fixed-width type; 0 for the others. */
export function fixedWidth(type: ArrowType): number {
  switch (type.kind) {
    case "integer":
    case "float":
    case "decimal":
    case "fixed-binary":
    case "date":
    case "time":
      return type.width;
    case "timestamp":
      return 8;
    case "null":
    case "boolean":
    case "text":
    case "binary":
    case "list":
    case "map":
    case "fixed-list":
    case "struct":
      return 0;
  }
}
