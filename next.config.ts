import type { NextConfig } from "next";
import { vendorAddresses } from "./lib/server/vendor-files.mjs";

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  devIndicators: false,
  reactStrictMode: true,
  env: vendorAddresses(process.cwd()),
};

export default config;
