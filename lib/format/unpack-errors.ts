import { FormatError } from "./model";

/** What to say of a packed file that ends too early. */
export function truncatedError(
  name: string,
  packing: string,
  packedBytes: number,
  cause?: unknown,
): FormatError {
  return new FormatError(
    "truncated",
    `${name} ends early: the ${packing} data stops in the middle, after ${packedBytes.toLocaleString("en-US")} bytes. What could be unpacked is shown.`,
    { cause },
  );
}

/** What to say of packed data that is wrong near a byte. */
export function damagedError(
  name: string,
  packing: string,
  packedBytes: number,
  cause?: unknown,
): FormatError {
  return new FormatError(
    "codec",
    `${name} is damaged: the ${packing} data is wrong near byte ${packedBytes.toLocaleString("en-US")}. What could be unpacked before it is shown.`,
    { cause },
  );
}

/** What to say of a packed file that has something else behind its packed data. */
export function trailingError(name: string, packing: string, packedBytes: number): FormatError {
  return new FormatError(
    "codec",
    `${name} goes on after its ${packing} data: what follows from byte ${packedBytes.toLocaleString("en-US")} on was not read.`,
  );
}
