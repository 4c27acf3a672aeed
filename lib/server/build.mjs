// npm run build
import { fileURLToPath } from "node:url";
import { buildApp } from "./build-app.mjs";

try {
  await buildApp(fileURLToPath(new URL("../..", import.meta.url)));
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
}
