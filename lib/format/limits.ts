/**
 * Beyond these nothing can be shown, and the load report says so. Read when they are needed: tests lower them.
 */
export const LIMITS = {
  /** JavaScript strings end near 512 million characters; a record anywhere near that is no record. */
  recordBytes: 400_000_000,
  /** Packed bytes of the columns of a Parquet row group that are decoded together: the browser ends arrays at 2 GB. */
  columnBytes: 1_000_000_000,
  /** Places of rows are 32-bit numbers in the index. */
  rows: 2 ** 31,
};
