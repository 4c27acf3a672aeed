import fc from "fast-check";
import { expect, it } from "vitest";
import { packRow, unpackRow } from "./row-message";

it("gives back marks and row, line breaks in column names too", () => {
  fc.assert(
    fc.property(fc.json(), fc.array(fc.oneof(fc.string(), fc.constant('column "a\nb"'))), (text, marks) => {
      expect(unpackRow(packRow({ text, marks }))).toEqual({ text, marks });
    }),
  );
});
