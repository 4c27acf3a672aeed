import type { BrowserContext } from "@playwright/test";

export interface NetworkWatch {
  /** Addresses that were asked for, workers included; without blob: and data:, which never leave the page. */
  requests: string[];
  /** What the Content-Security-Policy stopped, one sentence each. */
  violations: string[];
}

/** Records every request and every policy violation of all pages of a context, from now on. */
export async function watchNetwork(context: BrowserContext): Promise<NetworkWatch> {
  const watch: NetworkWatch = { requests: [], violations: [] };
  context.on("request", (request) => {
    if (!/^(blob|data):/.test(request.url())) watch.requests.push(request.url());
  });
  // The browser tells workers' violations on the console only, and pages' ones in both places.
  context.on("console", (message) => {
    if (/content security policy/i.test(message.text())) watch.violations.push(message.text());
  });
  await context.exposeFunction("loupeReportViolation", (text: string) => watch.violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const report = Reflect.get(window, "loupeReportViolation");
      report(
        `${event.violatedDirective} stopped ${event.blockedURI} in ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
  return watch;
}
