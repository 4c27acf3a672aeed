import { HOSTILE_TEXTS } from "./fixtures/hostile";
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
