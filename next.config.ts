import type { NextConfig } from "next";
import { indexFormat } from "./lib/server/index-format.mjs";
import { vendorConfig } from "./lib/server/vendor-files.mjs";

const vendor = vendorConfig(process.cwd());

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  devIndicators: false,
  reactStrictMode: true,
  // `npm run types` checks all; `npm start` must not fail, or take longer, for the sake of a test file.
  typescript: { ignoreBuildErrors: true },
  env: { ...vendor.env, LOUPE_INDEX_FORMAT: indexFormat(process.cwd()) },
  headers: async () => vendor.headers,
  rewrites: async () => ({ beforeFiles: vendor.rewrites, afterFiles: [], fallback: [] }),
};

export default config;
