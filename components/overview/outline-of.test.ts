import { describe, expect, it } from "vitest";
import { borderOf } from "./outline-of";

const AT = { left: 10, top: 20, cellPx: 5, rowPx: 4 };

describe("the border of cells", () => {
  it("goes round one cell", () => {
    expect(borderOf([true], 1, AT)).toBe("M10 20h5M10 24h5M10 20v4M15 20v4");
  });

  it("is not drawn between cells that touch", () => {
    // Side by side, then one above the other.
    expect(borderOf([true, true], 2, AT).match(/v4/g)).toHaveLength(2);
    expect(borderOf([true, true], 1, AT).match(/h5/g)).toHaveLength(2);
  });

  it("does not join the end of a line to the beginning of the next", () => {
    expect(borderOf([false, true, true, false], 2, AT).match(/v4/g)).toHaveLength(4);
  });

  it("is nothing round nothing", () => {
    expect(borderOf([false, false], 2, AT)).toBe("");
  });
});
