import { HOSTILE_TEXTS } from "./fixtures/hostile";
import { axeFindings } from "./support/axe-findings";
import { watchNetwork } from "./support/watch-network";
import { expect, test } from "./support/workbench";

test("hostile messages run nothing, ask no server, and leave the page alive", async ({
  workbench,
  context,
  page,
  baseURL,
}) => {
  test.slow();
  const watch = await watchNetwork(context);
  page.on("dialog", (dialog) => void dialog.dismiss().then(() => watch.violations.push("a dialog opened")));
  const records = HOSTILE_TEXTS.map(({ name, text }) => ({
    name,
    messages: [
      { role: "user", content: text },
      {
        role: "assistant",
        content: "",
        tool_calls: [{ function: { name: text.slice(0, 300), arguments: text } }],
      },
      { role: "assistant", content: `<think>${text}</think>still here` },
    ],
  }));
  await workbench.openHome();
  await workbench.choose({
    name: "hostile.jsonl",
    mimeType: "application/json",
    buffer: Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join("")),
  });
  await workbench.expectInView(records.length, records.length);
  const title = await page.title();
  await workbench.openRow(1);
  for (const [index, { name, shows }] of HOSTILE_TEXTS.entries()) {
    await test.step(name, async () => {
      await expect(workbench.record).toContainText(`${index + 1} of ${records.length}`);
      await expect(workbench.messages).toHaveCount(3);
      await expect(workbench.messages.first()).toContainText(shows);
      await workbench.messages.last().scrollIntoViewIfNeeded();
      await expect(workbench.messages.last()).toContainText("still here");
      // The thought is folded: what it holds must be as harmless.
      await workbench.messages
        .last()
        .getByRole("button", { name: /^Reasoning, / })
        .click();
      await expect(
        workbench.record.locator(
          "script, style, iframe, object, embed, form, img, svg image, [onerror], [onload]",
        ),
      ).toHaveCount(0);
      await expect(
        workbench.messages.locator('[href^="javascript:" i], [style*="url("], [style*="fixed"]'),
      ).toHaveCount(0);
      await page.keyboard.press("j");
    });
  }
  const box = await workbench.record.boundingBox();
  expect(box?.width).toBeLessThan(900);
  expect(await page.title()).toBe(title);
  expect(watch.requests.filter((url) => new URL(url).origin !== baseURL)).toEqual([]);
  expect(watch.violations).toEqual([]);
});

test("axe finds nothing serious in any state of a message", async ({ workbench, page }) => {
  test.slow();
  const findings = () => axeFindings(page, '[aria-label="Record"]');
  await workbench.open("tau-bench-airline-gpt4o.json");
  await workbench.expectInView(200, 200);
  await workbench.openRow(1);
  await expect(workbench.messages.first()).toBeVisible();
  await page.keyboard.press("Control+f");
  await workbench.record.getByRole("searchbox", { name: "Find in record" }).fill("reservation");
  await expect(workbench.record.getByRole("status", { name: "Matches" })).toContainText(" of ");
  expect(await findings(), "find").toEqual([]);
  await page.keyboard.press("Escape");
  await page.keyboard.press("e");
  await page.keyboard.press("Shift+n");
  await expect(workbench.record.getByRole("group", { name: /^Tool call / }).first()).toBeInViewport();
  expect(await findings(), "all open, at a call").toEqual([]);
  await page.keyboard.press("j");
  await expect(workbench.record).toContainText("Same system prompt as in row 1");
  await page.getByRole("button", { name: "How to read" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Fold tool results" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Show invisible characters" }).click();
  await page.keyboard.press("Escape");
  expect(await findings(), "folded by role").toEqual([]);
  await workbench.open("shapes/ipw-sft-shape.jsonl");
  await workbench.expectInView(300, 300);
  await workbench.openRow(1);
  await workbench.record.getByRole("switch", { name: "Exact text" }).click();
  await expect(workbench.messages.nth(2)).toBeVisible();
  expect(await findings(), "exact text").toEqual([]);
});
