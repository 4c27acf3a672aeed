import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/workbench";

test.use({ ownContext: true });

/** Serious and critical findings of axe, one line for each element. */
async function findings(page: Page, rules: readonly string[]): Promise<string[]> {
  // What Base UI puts around an open menu takes the focus only to hand it on.
  const axe = new AxeBuilder({ page }).exclude("[data-base-ui-focus-guard]");
  if (rules.length > 0) axe.withRules([...rules]);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

/** In the dark only the colours are others; asking for all again would take as long as all other tests of the page. */
const RULES = { light: [], dark: ["color-contrast"] } as const;

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing serious in ${colorScheme}`, async ({ workbench, page }) => {
    const rules = RULES[colorScheme];
    test.slow();
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await workbench.openHome();
    expect(await findings(page, rules), "home").toEqual([]);

    await workbench.open("shapes/ipw-sft-shape.jsonl");
    await workbench.expectInView(300, 300);
    await workbench.tick("category", "High School Math");
    await workbench.expectInView(117, 300);
    await workbench.openRow(1);
    await expect(workbench.messages.first()).toBeVisible();
    expect(await findings(page, rules), "workbench and reader").toEqual([]);

    await page.keyboard.press("x");
    await expect(workbench.record.getByRole("tree")).toBeVisible();
    expect(await findings(page, rules), "raw record").toEqual([]);
    await page.keyboard.press("Escape");

    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
    expect(await findings(page, rules), "keys").toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await findings(page, rules), "commands").toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Column roles" }).click();
    await expect(page.getByText("Found by name and content")).toBeVisible();
    expect(await findings(page, rules), "column roles").toEqual([]);
    await page.keyboard.press("Escape");

    await workbench.open("corrupt/bad-lines.jsonl");
    await workbench.expectRows("73");
    await workbench.loadReport();
    expect(await findings(page, rules), "load report").toEqual([]);
    await page.goto("/browse?src=sample:maths-latex.jsonl&row=2");
    await expect(workbench.record.getByRole("math").first()).toBeAttached();
    expect(await findings(page, rules), "maths").toEqual([]);
    await page.goto("/browse?src=sample:preference-pairs.parquet&row=2");
    await expect(workbench.messages.first()).toBeVisible();
    expect(await findings(page, rules), "variants").toEqual([]);
    await page.goto("/browse?src=sample:length-labels.jsonl&row=2");
    const labels = workbench.record.getByRole("region", { name: "Length labels" });
    await labels.getByRole("button", { name: "Training text" }).click();
    await expect(labels.getByRole("region", { name: "Training text" })).toBeVisible();
    expect(await findings(page, rules), "length labels").toEqual([]);
    await page.goto("/browse?src=sample:agent-trajectories.jsonl&row=2");
    const answers = workbench.record.getByRole("region", { name: "Answers" });
    await answers.getByRole("button", { name: "Differences" }).click();
    await expect(answers.getByRole("region", { name: /^Differences/ })).toContainText("only here");
    await workbench.record.getByRole("button", { name: /^category: / }).click();
    await expect(page.getByRole("menuitem", { name: "Only this" })).toBeVisible();
    expect(await findings(page, rules), "answers and claims").toEqual([]);
  });
}

test("the theme follows the system, and a choice stays", async ({ workbench, page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: "light" });
  await workbench.openHome();
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "Light" }).click();
  await expect.poll(background).toBe(light);
  await page.reload();
  await expect.poll(background).toBe(light);
  await page.getByRole("button", { name: "Theme" }).click();
  await page.getByRole("menuitemradio", { name: "As the system" }).click();
  await expect.poll(background).toBe(dark);
  // A record on a page of its own has no menu for it, and follows all the same.
  await page.goto("/read?src=sample:agent-trajectories.jsonl&row=1");
  await expect(workbench.messages.first()).toBeVisible();
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(background).toBe(light);
});
