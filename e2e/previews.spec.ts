import { expect, test } from "./support/workbench";

const ROWS = 1_200;
const FILLER = "the ford was there before the flood took the mill and the road ".repeat(12);

function recordAt(index: number): object {
  return {
    id: `id_${index}`,
    kind: ["alpha", "beta", "gamma"][index % 3],
    ...(index % 4 === 0
      ? {}
      : { essay: index % 4 === 1 ? "" : `Essay ${(index * 7) % ROWS} of many: ${FILLER}` }),
    messages: [
      { role: "user", content: `Question ${index}` },
      { role: "assistant", content: `Answer ${ROWS - index}` },
    ],
  };
}

test("beginnings of long texts are seen, sorted, filtered, exported and compared by", async ({
  workbench,
  page,
}) => {
  await workbench.openRecords(
    "essays.jsonl",
    Array.from({ length: ROWS }, (_, index) => recordAt(index)),
  );
  await workbench.expectInView(ROWS, ROWS);
  const ofEssay = 600;

  await test.step("in every row, at the top, far below and under filters", async () => {
    await expect(workbench.row(3)).toContainText("Essay 14 of many");
    await workbench.grid.focus();
    await page.keyboard.press("ControlOrMeta+End");
    await expect(workbench.row(ROWS)).toContainText(`Essay ${((ROWS - 1) * 7) % ROWS} of many`);
    await expect(workbench.row(ROWS)).toContainText("Answer 1");
    await workbench.tick("kind", "gamma");
    await workbench.expectInView(ROWS / 3, ROWS);
    await expect(workbench.row(1)).toContainText("Question 2");
    await expect(workbench.row(1)).toContainText("Essay 14 of many");
    await workbench.tick("kind", "gamma");
  });

  await test.step("as an order of the rows, which says of what it is", async () => {
    const header = workbench.grid.getByRole("columnheader", { name: "essay" });
    await expect(workbench.header("essay")).toHaveAttribute("title", "essay: first 160 characters");
    await header.hover();
    await header.getByRole("button", { name: "Column menu" }).click();
    await expect(page.getByRole("menu")).toContainText("Sorts by beginnings: first 160 characters");
    await page.keyboard.press("Escape");
    await workbench.header("essay").click();
    await workbench.header("essay").click();
    await expect(workbench.row(1)).toContainText("Essay 998 of many");
    await workbench.expectInView(ROWS, ROWS);
  });

  await test.step("as what rows are filtered by", async () => {
    await workbench.typeText("essay", "essay 99");
    await workbench.expectInView(5, ROWS);
    await expect(workbench.row(1)).toContainText("Essay 998 of many");
    const csv = await workbench.exportAs("Columns as CSV");
    expect(csv.split("\r\n").filter((line) => line.includes("Essay 99"))).toHaveLength(5);
    expect(csv).toContain("Question ");
    const facet = await workbench.unfold("essay");
    await facet.getByRole("combobox", { name: "Condition" }).selectOption("is not empty");
    await workbench.expectInView(ofEssay, ROWS);
  });

  await test.step("as what the CSV holds of them, which says so before and after", async () => {
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await expect(page.getByRole("menuitem", { name: "Columns as CSV" })).toContainText(
      "long texts cut to their first 160 characters",
    );
    await page.keyboard.press("Escape");
    const [header = "", first = ""] = (await workbench.exportAs("Columns as CSV")).split("\r\n");
    expect(header.split(",")).toEqual(
      expect.arrayContaining([
        "kind",
        "essay (first 160 characters)",
        "_prompt (first 160 characters on one line)",
      ]),
    );
    expect(first).not.toContain(FILLER.slice(0, 160));
    await expect(page.getByText("With long texts cut to their first 160 characters").first()).toBeVisible();
  });

  await test.step("in the card, which counts the records that have one", async () => {
    const card = await workbench.copyCard();
    expect(card).toMatch(/^\| `essay` \| .* \| 600 \| 100(\.0)?% \|$/m);
    // The conversation is no column; the records that have one are counted all the same.
    expect(card).toMatch(/^\| `messages` \| .* \| 600 \| 100(\.0)?% \|$/m);
  });
});
