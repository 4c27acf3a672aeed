/** A size beside the limit that it is over, as in `412 MB`; both in the same unit. */
export function megabytes(bytes: number): string {
  const value = bytes / 1e6;
  return `${value >= 10 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(2)} MB`;
}
