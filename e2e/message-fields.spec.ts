import { expect, test } from "./support/workbench";

test("what a message holds besides what is made of it is listed, and found", async ({ workbench, page }) => {
  const { record } = workbench;
  await workbench.openRecords("made.jsonl", [
    {
      messages: [
        { role: "user", content: "Pick the lock", weight: 0, audio: null },
        { role: "assistant", content: null, refusal: "I would rather not.", meta: { seed: 4711 } },
        {
          role: "assistant",
          content: [{ type: "thinking", thinking: "hm", signature: "Zm9v" }],
          tool_calls: [{ id: "c1", type: "function", index: 3, function: { name: "f", arguments: "{}" } }],
        },
        { role: "tool", tool_call_id: "c1", content: "1", elapsed: 2.5 },
      ],
    },
    { messages: [{ role: "user", content: "Hi" }] },
  ]);
  await workbench.expectRows("2");
  await workbench.openRow(1);
  const message = (name: string) => record.getByRole("article", { name });
  const more = (name: string) => message(name).getByRole("button", { name: /more fields?/ });
  const [asked, refused] = ["user message 1 of 4", "assistant message 2 of 4"];
  await expect(message(refused)).toContainText("RefusalI would rather not.");
  await expect(more(asked)).toHaveText("1 more fieldweight");
  await expect(more("assistant message 3 of 4")).toHaveText(
    "2 more fieldscontent[0].signature, tool_calls[0].index",
  );
  await expect(more("tool message 4 of 4")).toHaveText("1 more fieldelapsed");
  await expect(message(asked).getByRole("term")).toHaveCount(0);
  await more(asked).click();
  await expect(message(asked).getByRole("term")).toHaveText("weight");
  await expect(message(asked).getByRole("definition")).toHaveText("0");

  await page.keyboard.press("Control+f");
  await record.getByRole("searchbox", { name: "Find in record" }).fill("4711");
  await expect(record.getByRole("status", { name: "Matches" })).toHaveText("1 of 1");
  await expect(message(refused).getByRole("definition")).toContainText("4711");
  await page.keyboard.press("Escape");
  await workbench.searchFor("rather not");
  await workbench.expectInView(1, 2);
});
