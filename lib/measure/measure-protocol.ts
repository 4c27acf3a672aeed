import type { LabelLengths, LengthTask } from "./label-lengths";

/** What the measuring workers are asked, and what they answer. */
export interface MeasureCalls {
  lengths: { request: LengthTask; reply: LabelLengths };
}

export type MeasureRequest = LengthTask & { kind: "lengths" };
