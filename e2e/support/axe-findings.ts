import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const CONTRAST = "color-contrast";

/**
 * Serious and critical findings of axe in the part of the page or all of it, but for contrast, which takes longer than
 * all else together: most states have no colours of their own. One line for each element.
 */
export function axeFindings(page: Page, part?: string): Promise<string[]> {
  return analyze(page, part, (axe) => axe.disableRules(CONTRAST));
}

/** Text that stands out too little from what lies behind it, in light and in dark; one line for each element. */
export async function contrastFindings(page: Page, part?: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const inScheme = await analyze(page, part, (axe) => axe.withRules(CONTRAST));
    found.push(...inScheme.map((finding) => `${colorScheme}, ${finding}`));
  }
  await page.emulateMedia({ colorScheme: null });
  return found;
}

async function analyze(
  page: Page,
  part: string | undefined,
  choose: (axe: AxeBuilder) => void,
): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  // What passes would be described element by element as well, which takes as long as finding what does not.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
  choose(axe);
  // What Base UI puts around an open menu takes the focus only to hand it on.
  axe.exclude("[data-base-ui-focus-guard]");
  // Without it a page is opened for each call, to add up the frames that no page of ours has.
  axe.setLegacyMode();
  if (part !== undefined) axe.include(part);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}
