import type { Dataset } from "@/lib/ingest";
import type { Side } from "@/lib/query/compare";
import type { RoleAssignment } from "@/lib/schema";
import type { CompareOrder } from "@/lib/view";
import type { LabelLengths } from "./use-label-lengths";

/** One side of the comparison as far as it can be asked. */
export interface ComparedSide {
  name: "A" | "B";
  dataset: Dataset;
  roles: RoleAssignment;
  side: Side;
  /** Names its rows in view. */
  key: string;
}

/** Two sides whose charts stand beside each other. */
export interface Compared {
  a: ComparedSide;
  b: ComparedSide;
  order: CompareOrder;
}

/** The same, with what each knows of the lengths of its labelled messages. */
export interface ComparedContext extends Compared {
  lengthsB: LabelLengths;
}
