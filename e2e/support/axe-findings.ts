import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Serious and critical findings of axe in light and in dark, in the part of the page or all of it; one line for each element. */
export async function axeFindings(page: Page, part?: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // What Base UI puts around an open menu takes the focus only to hand it on.
    const axe = new AxeBuilder({ page }).exclude("[data-base-ui-focus-guard]");
    // Without it a page is opened for each call, to add up the frames that no page of ours has.
    axe.setLegacyMode();
    if (part !== undefined) axe.include(part);
    axe.options({
      // What passes would be described element by element as well, which takes as long as finding what does not.
      resultTypes: ["violations"],
      // What is there is the same in the dark; only its colours are others.
      ...(colorScheme === "dark" && { runOnly: { type: "rule", values: ["color-contrast"] } }),
    });
    const { violations } = await axe.analyze();
    for (const { id, impact, nodes } of violations) {
      if (impact !== "serious" && impact !== "critical") continue;
      found.push(...nodes.map((node) => `${colorScheme}, ${id}: ${node.html.slice(0, 200)}`));
    }
  }
  await page.emulateMedia({ colorScheme: null });
  return found;
}
