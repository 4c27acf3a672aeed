import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    globalSetup: ["lib/format/tape/assembly/compile.mjs", "lib/format/zstd/extract.mjs"],
    // Half of the time would go into starting anew for each file; no test leaves anything behind for the next.
    isolate: false,
    // By itself it would leave a processor idle that `npm test` has no other work for.
    maxWorkers: "100%",
    // Generous, since there they get only what the end-to-end tests leave of the processors.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}", "e2e/fixtures/**/*.test.ts"],
  },
});
