import type { Engine } from "@/lib/engine";
import { forgetCodedRows } from "./coded-rows";
import { forgetOrders } from "./view-orders";

/**
 * Frees what was made of the rows of an engine to answer quickly: another dataset takes the name `rows`, or these are
 * complete now. Call it unless the revisions that follow are higher than those before.
 */
export async function forgetRows(engine: Engine): Promise<void> {
  await forgetOrders(engine);
  await forgetCodedRows(engine);
}
