import { axeFindings, contrastFindings } from "./support/axe-findings";
import { expect, test } from "./support/workbench";

const RECORD = 'section[aria-label="Record"]';

test.afterEach(async ({ page }) => {
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
});

test("axe finds nothing serious in light or dark", async ({ workbench, page }) => {
  test.slow();
  const expectClean = async (state: string, part?: string) => {
    expect.soft(await axeFindings(page, part), state).toEqual([]);
  };
  const expectContrast = async (state: string, part?: string) => {
    expect.soft(await contrastFindings(page, part), state).toEqual([]);
  };

  await workbench.openHome();
  await expectClean("home");
  await expectContrast("home");

  await workbench.open("shapes/ipw-sft-shape.jsonl");
  await workbench.expectInView(300, 300);
  await workbench.tick("category", "High School Math");
  await workbench.expectInView(117, 300);
  await workbench.openRow(1);
  await expect(workbench.messages.first()).toBeVisible();
  await expectClean("workbench and reader");
  await expectContrast("workbench and reader");
  await page.keyboard.press("Escape");

  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await expectClean("keys");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  // What it covers is as it was behind the list of keys.
  await expectClean("commands", '[role="dialog"]');
  await expectContrast("commands", '[role="dialog"]');
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Column roles" }).click();
  await expect(page.getByText("Found by name and content")).toBeVisible();
  await expectClean("column roles", '[role="dialog"]');
  await expectContrast("column roles", '[role="dialog"]');
  await page.keyboard.press("Escape");

  await workbench.open("corrupt/bad-lines.jsonl");
  await workbench.expectRows("73");
  await workbench.loadReport();
  await expectClean("load report");
  await expectContrast("load report", '[aria-label="Load report"]');
  await workbench.goTo("/browse?src=sample:length-labels.jsonl&row=2");
  const labels = workbench.record.getByRole("region", { name: "Length labels" });
  await labels.getByRole("button", { name: "Training text" }).click();
  await expect(labels.getByRole("region", { name: "Training text" })).toBeVisible();
  await expectClean("training text", RECORD);
  await expectContrast("training text", RECORD);
  await workbench.goTo("/browse?src=sample:agent-trajectories.jsonl&row=2");
  const answers = workbench.record.getByRole("region", { name: "Answers" });
  await answers.getByRole("button", { name: "Differences" }).click();
  await expect(answers.getByRole("region", { name: /^Differences/ })).toContainText("only here");
  await workbench.record.getByRole("button", { name: /^category: / }).click();
  await expect(page.getByRole("menuitem", { name: "Only this" })).toBeVisible();
  await expectClean("answers and claims");
  await expectContrast("answers and claims");
});

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
