import type { NextConfig } from "next";
import { indexFormat } from "./lib/server/index-format.mjs";
import { vendorAddresses } from "./lib/server/vendor-files.mjs";

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  devIndicators: false,
  reactStrictMode: true,
  // `npm run types` checks all; `npm start` must not fail, or take longer, for the sake of a test file.
  typescript: { ignoreBuildErrors: true },
  env: { ...vendorAddresses(process.cwd()), LOUPE_INDEX_FORMAT: indexFormat(process.cwd()) },
};

export default config;
