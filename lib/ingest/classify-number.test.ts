import { describe, expect, it } from "vitest";
import { parseRecordText } from "@/lib/format";
import { classifyNumber } from "./classify-number";

const classify = (digits: string) => classifyNumber(parseRecordText(digits).value);

describe("classifyNumber", () => {
  it("keeps whole numbers, however they are written", () => {
    expect(classify("42")).toEqual({ type: "integer", cell: 42 });
    expect(classify("-7")).toEqual({ type: "integer", cell: -7 });
    expect(classify("1.0")).toEqual({ type: "integer", cell: 1 });
    expect(classify("1E6")).toEqual({ type: "integer", cell: 1_000_000 });
  });

  it("keeps integers beyond 2^53 exact up to 64 bits", () => {
    expect(classify("9223372036854775807")).toEqual({ type: "integer", cell: 9223372036854775807n });
    expect(classify("-9223372036854775808")).toEqual({ type: "integer", cell: -9223372036854775808n });
  });

  it("keeps the digits of what neither type can hold", () => {
    for (const digits of ["10000000000000000999", "1.5e+9999", "1.000000000000000005", "123e-10000000"]) {
      expect(classify(digits)).toEqual({ type: "json", cell: digits });
    }
  });

  it("reads decimals and bare NaN as doubles", () => {
    expect(classify("0.25")).toEqual({ type: "double", cell: 0.25 });
    expect(classify("NaN")).toEqual({ type: "double", cell: Number.NaN });
  });
});
