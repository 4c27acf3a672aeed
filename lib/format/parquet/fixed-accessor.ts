import type { Value } from "@/lib/format/value";
import type { ArrowType, FixedBinaryMeaning } from "./arrow-column";
import { binaryText, decimalText, float32Text, halfFloat, uuidText } from "./scalar-text";
import { DigitsValue, DoubleValue, derivedText } from "./scalar-value";
import { dateText, int96Text, intervalText, timestampText, timeText } from "./time-text";

type ValueAt = (index: number) => Value;
type FixedType = Extract<
  ArrowType,
  { kind: "integer" | "float" | "decimal" | "fixed-binary" | "date" | "time" | "timestamp" }
>;

const MILLISECONDS_PER_DAY = 86_400_000n;

/** Values of fixed width: numbers as numbers with all their digits, times as ISO 8601 text. */
export function fixedAccessor(type: FixedType, data: Uint8Array<ArrayBuffer>): ValueAt {
  switch (type.kind) {
    case "integer":
      return integerAccessor(type, data.buffer);
    case "float":
      return floatAccessor(type.width, data.buffer);
    case "decimal": {
      const { width, scale } = type;
      return (index) =>
        new DigitsValue(decimalText(data.subarray(index * width, (index + 1) * width), scale), false);
    }
    case "fixed-binary":
      return fixedBinaryAccessor(type.width, type.meaning, data);
    case "date": {
      if (type.width === 4) {
        const days = new Int32Array(data.buffer);
        return (index) => derivedText(dateText(days[index] as number));
      }
      const milliseconds = new BigInt64Array(data.buffer);
      return (index) => {
        const count = milliseconds[index] as bigint;
        return derivedText(
          count % MILLISECONDS_PER_DAY === 0n
            ? dateText(Number(count / MILLISECONDS_PER_DAY))
            : timestampText(count, 3, false),
        );
      };
    }
    case "time": {
      const counts = type.width === 4 ? new Int32Array(data.buffer) : new BigInt64Array(data.buffer);
      return (index) => derivedText(timeText(BigInt(counts[index] as number | bigint), type.digits));
    }
    case "timestamp": {
      const counts = new BigInt64Array(data.buffer);
      return (index) => derivedText(timestampText(counts[index] as bigint, type.digits, type.isUtc));
    }
  }
}

function integerAccessor(type: Extract<ArrowType, { kind: "integer" }>, buffer: ArrayBuffer): ValueAt {
  if (type.width === 8) {
    const wide = type.signed ? new BigInt64Array(buffer) : new BigUint64Array(buffer);
    return (index) => {
      const value = wide[index] as bigint;
      const double = Number(value);
      return Number.isSafeInteger(double)
        ? new DoubleValue(double, false)
        : new DigitsValue(value.toString(), false);
    };
  }
  const numbers = narrowIntegers(type.width, type.signed, buffer);
  return (index) => new DoubleValue(numbers[index] as number, false);
}

function narrowIntegers(width: 1 | 2 | 4, signed: boolean, buffer: ArrayBuffer): ArrayLike<number> {
  if (width === 1) return signed ? new Int8Array(buffer) : new Uint8Array(buffer);
  if (width === 2) return signed ? new Int16Array(buffer) : new Uint16Array(buffer);
  return signed ? new Int32Array(buffer) : new Uint32Array(buffer);
}

function floatAccessor(width: 2 | 4 | 8, buffer: ArrayBuffer): ValueAt {
  if (width === 8) {
    const doubles = new Float64Array(buffer);
    return (index) => new DoubleValue(doubles[index] as number, true);
  }
  if (width === 4) {
    const floats = new Float32Array(buffer);
    return (index) => new DigitsValue(float32Text(floats[index] as number), true);
  }
  const halves = new Uint16Array(buffer);
  return (index) => new DoubleValue(halfFloat(halves[index] as number), true);
}

function fixedBinaryAccessor(
  width: number,
  meaning: FixedBinaryMeaning,
  data: Uint8Array<ArrayBuffer>,
): ValueAt {
  const view = new DataView(data.buffer);
  const bytesAt = (index: number): Uint8Array => data.subarray(index * width, (index + 1) * width);
  switch (meaning) {
    case "int96":
      return (index) => derivedText(int96Text(view, index * width));
    case "interval":
      return (index) => derivedText(intervalText(view, index * width));
    case "uuid":
      return (index) => derivedText(uuidText(bytesAt(index)));
    case "bytes":
      return (index) => derivedText(binaryText(bytesAt(index)));
  }
}
