import { recordsOf } from "./support/read-records";
import { expect, test } from "./support/workbench";

const RATED = [
  {
    chosen: "The sky is blue because of scattering.",
    rejected: "The sky is green because of grass.",
    ratings: [8.5, 6.2],
  },
  { chosen: "Yes.", rejected: "No.", ratings: [5, 5] },
  { chosen: "One.", rejected: "Two.", ratings: [2, 7] },
].map(({ chosen, rejected, ratings }, place) => ({
  prompt: `Question ${place + 1}`,
  chosen,
  rejected,
  chosen_rating: ratings[0],
  rejected_rating: ratings[1],
  chosen_model: "model-a",
}));

/** Changed sentences of a long pair, each with a stretch behind it that both sides have. */
const REVISED = 60;
const LONG = Array.from({ length: REVISED }, (_, n) =>
  [`Sentence number ${n} of this text says one.`, `What follows in part ${n} is the same. `.repeat(30)].join(
    " ",
  ),
).join("\n");

test("a pair shows its margin, and sides that swap, hide and scroll together or apart", async ({
  workbench,
  page,
}) => {
  const { record } = workbench;
  await workbench.openHome();
  const [first, ...rest] = RATED;
  const long = {
    ...first,
    chosen: `${first?.chosen}\n\n${"A line of its own.\n\n".repeat(80)}`,
    rejected: `${first?.rejected}\n\n${"Another line.\n\n".repeat(80)}`,
  };
  const revised = { prompt: "Write", chosen: LONG, rejected: LONG.replaceAll("says one.", "says two.") };
  await page
    .getByLabel("Open files")
    .first()
    .setInputFiles({
      name: "rated.jsonl",
      mimeType: "application/jsonl",
      buffer: Buffer.from([long, ...rest, revised].map((line) => `${JSON.stringify(line)}\n`).join("")),
    });
  await workbench.expectRows("4");
  for (const problem of ["ratings tie", "ratings inverted"]) {
    await workbench.tick("problems", problem);
    await workbench.expectInView(1, 4);
    await workbench.tick("problems", problem);
    await workbench.expectInView(4, 4);
  }
  await workbench.openRow(1);
  const pair = record.getByRole("region", { name: "Preference pair" });
  await expect(pair).toContainText("chosen leads by 2.3: rating 8.5 against 6.2");
  await expect(pair.getByRole("region", { name: "chosen" })).toContainText("model-a");
  // No field says who wrote the other.
  await expect(pair.getByRole("region", { name: "rejected" })).not.toContainText("model-a");
  await expect(record.getByText("Question 1", { exact: true })).toHaveCount(1);

  // On a page of its own there is room for two sides.
  await page.keyboard.press("o");
  const sides = pair.getByRole("region");
  const chosen = pair.getByRole("region", { name: "chosen" });
  const rejected = pair.getByRole("region", { name: "rejected" });
  await expect(sides.first()).toHaveAccessibleName("chosen");
  const left = await chosen.boundingBox();
  const right = await rejected.boundingBox();
  expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual((right?.x ?? 0) + 1);
  await pair.getByRole("button", { name: "Swap sides" }).click();
  await expect(sides.first()).toHaveAccessibleName("rejected");
  await pair.getByRole("button", { name: "Swap sides" }).click();

  const top = (name: string) =>
    pair
      .getByRole("region", { name })
      .locator("[data-scroll-box]")
      .evaluate((box) => box.scrollTop);
  await pair.getByRole("button", { name: "Scroll sides together" }).click();
  await chosen.locator("[data-scroll-box]").evaluate((box) => box.scrollTo(0, 120));
  expect(await top("rejected")).toBe(0);
  await pair.getByRole("button", { name: "Scroll sides together" }).click();
  await rejected.locator("[data-scroll-box]").evaluate((box) => box.scrollTo(0, 50));
  await expect.poll(() => top("chosen")).toBe(170);

  await pair.getByRole("button", { name: "Hide rejected" }).click();
  await expect(rejected).toHaveCount(0);
  await page.keyboard.press("j");
  await expect(pair).toContainText("chosen and rejected tie: rating 5 each");
  await expect(rejected).toHaveCount(0);
  await pair.getByRole("button", { name: "Show rejected" }).click();
  await expect(rejected).toBeVisible();
  await page.keyboard.press("j");
  await expect(pair).toContainText("Rating contradicts the preference: rejected leads by 5, 7 against 2");
  await page.keyboard.press("Escape");
  await expect(workbench.grid).toBeVisible();

  // On paper, what is far from the screen is marked as well, and what is equal is not folded.
  await workbench.openRow(4);
  await page.getByRole("button", { name: "Differences", exact: true }).click();
  const marks = record.getByRole("insertion");
  await expect(marks.first()).toBeVisible();
  const showMore = record.getByRole("button", { name: /equal characters/ });
  await expect(showMore).not.toHaveCount(0);
  expect(await marks.count()).toBeLessThan(REVISED);
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await expect(marks).toHaveCount(REVISED);
  await expect(showMore).toHaveCount(0);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await page.getByRole("button", { name: "Read", exact: true }).click();
});

test("differences are marked word by word, and stay the view of the next record", async ({
  workbench,
  page,
}) => {
  const { record } = workbench;
  await workbench.open("dpo-en-sharegpt.json");
  await workbench.expectInView(300, 300);
  await workbench.openRow(3);
  await record.getByRole("button", { name: "Differences" }).click();
  const differences = record.getByRole("region", { name: "Differences between chosen and rejected" });
  await expect(differences.getByRole("deletion").first()).toBeVisible();
  const third = recordsOf("dpo-en-sharegpt.json")[2] as {
    chosen: { value: string };
    rejected: { value: string };
  };
  // Whatever is marked, both texts are there whole: one without the deletions, one without the insertions.
  const sideWithout = (tag: "del" | "ins") =>
    differences.locator(".text-diff-row").evaluateAll(
      (rows, out) =>
        rows
          .map((row) => {
            const copy = row.cloneNode(true) as HTMLElement;
            for (const mark of copy.querySelectorAll(out)) mark.remove();
            return copy.textContent ?? "";
          })
          .join(""),
      tag,
    );
  const squeeze = (text: string) => text.replace(/[\s↵]+/g, "");
  if (await differences.getByText(/equal characters/).count())
    throw new Error("this record should have no folded stretch");
  expect(squeeze(await sideWithout("ins"))).toBe(squeeze(third.chosen.value));
  expect(squeeze(await sideWithout("del"))).toBe(squeeze(third.rejected.value));
  await page.keyboard.press("j");
  await expect(record).toContainText("4 of 300");
  await expect(differences.getByRole("insertion").first()).toBeVisible();
  await record.getByRole("button", { name: "Read", exact: true }).click();
  await expect(record.getByRole("article", { name: "rejected: assistant message 1 of 1" })).toBeVisible();
});
