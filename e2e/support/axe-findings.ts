import type { Page } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

const CONTRAST = "color-contrast";

/**
 * Serious and critical findings of axe in the part of the page or all of it, but for contrast, which takes longer than
 * all else together: most states have no colours of their own. One line for each element.
 */
export function axeFindings(page: Page, part?: string): Promise<string[]> {
  return analyze(page, part, { rules: { [CONTRAST]: { enabled: false } } });
}

/** Text that stands out too little from what lies behind it, in light and in dark; one line for each element. */
export async function contrastFindings(page: Page, part?: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const inScheme = await analyze(page, part, { runOnly: CONTRAST });
    found.push(...inScheme.map((finding) => `${colorScheme}, ${finding}`));
  }
  await page.emulateMedia({ colorScheme: null });
  return found;
}

async function analyze(page: Page, part: string | undefined, rules: RunOptions): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  // Half a megabyte of script, which stays until the page is loaded anew.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  // What Base UI puts around an open menu takes the focus only to hand it on.
  const context = { include: part ?? "html", exclude: "[data-base-ui-focus-guard]" };
  // What passes would be described element by element as well, which takes as long as finding what does not.
  const options: RunOptions = { ...rules, resultTypes: ["violations"] };
  const violations = await page.evaluate(
    async ([context, options]) => {
      const { run } = (window as unknown as { axe: typeof axe }).axe;
      return (await run(context, options)).violations;
    },
    [context, options] as const,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}
