import { fileURLToPath } from "node:url";

/** Path of a real file of the shared test data, which stands beside the checkout. */
export function sharedFile(name: string): string {
  return fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url));
}
