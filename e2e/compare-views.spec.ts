import { recordsOf } from "./support/read-records";
import { expect, test } from "./support/workbench";

test("a view is compared with another of the same dataset; duplicates open and filter", async ({
  workbench,
  page,
}) => {
  const name = "shapes/ipw-sft-shape.jsonl";
  const records = recordsOf(name);
  await workbench.goTo(
    `/browse?src=data:${name}&tab=compare&b=same&bf=success~in~true&f=category~in~General+Math`,
  );
  await workbench.indexed();
  const isMath = (record: Record<string, unknown>) => record.category === "General Math";
  const isGood = (record: Record<string, unknown>) => record.success === true;
  const both = records.filter((record) => isMath(record) && isGood(record)).length;
  await expect(workbench.recordKind("In both, the same")).toContainText(`the same${both}`);
  await expect(workbench.recordKind("Only in A")).toContainText(
    `Only in A${records.filter((record) => isMath(record) && !isGood(record)).length}`,
  );
  await expect(workbench.recordKind("Only in B")).toContainText(
    `Only in B${records.filter((record) => !isMath(record) && isGood(record)).length}`,
  );
  // What the sides differ by is what its own chart shows.
  const categories = workbench.compare.getByRole("figure", { name: "category", exact: true });
  await categories.scrollIntoViewIfNeeded();
  await expect(categories).toContainText("each side with its own filter");
  const inA = records.filter(isMath).length;
  await expect(categories.getByRole("option", { name: /^General Math: / })).toHaveAccessibleName(
    new RegExp(`^General Math: A ${inA} of ${inA} rows, 100%; `),
  );
  await expect(categories.getByRole("option", { name: /^General Math: / })).toHaveAccessibleDescription(
    /picked in A/,
  );
  const success = workbench.compare.getByRole("figure", { name: "success", exact: true });
  await success.scrollIntoViewIfNeeded();
  await expect(success.getByRole("option", { name: /^true: / })).toHaveAccessibleDescription(/picked in B/);
  await workbench.compare.getByRole("button", { name: "End comparison" }).click();
  await expect(
    workbench.compare.getByRole("heading", { name: "Compare this view with another" }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Clear all" }).click();

  const duplicates = workbench.compare.getByRole("region", { name: "Duplicates" });
  const prompts = new Map<string, number>();
  for (const record of records) {
    const messages = record.conversations as { role: string; content: string }[];
    const prompt = messages.find((message) => message.role === "user")?.content ?? "";
    prompts.set(prompt, (prompts.get(prompt) ?? 0) + 1);
  }
  const groups = [...prompts.values()].filter((count) => count > 1).sort((a, b) => b - a);
  const inGroups = groups.reduce((sum, count) => sum + count, 0);
  const samePrompt = duplicates.getByRole("button", { name: /^Same prompt/ });
  await expect(samePrompt).toContainText(`${groups.length} groups${inGroups} rows`);
  await samePrompt.click();
  const first = duplicates.getByRole("list", { name: "Groups of duplicates" }).getByRole("listitem").first();
  await first.getByRole("button", { name: new RegExp(`^${groups[0]} rows`) }).click();
  await expect(first.getByRole("list", { name: "Rows of the group" }).getByRole("listitem")).toHaveCount(
    groups[0] ?? 0,
  );
  await first
    .getByRole("button", { name: /^Compare row/ })
    .first()
    .click();
  await expect(page.getByRole("region", { name: "Record difference" })).toContainText("first against second");
  await first.getByRole("button", { name: /^Show these/ }).click();
  await workbench.expectInView(groups[0] ?? 0, records.length);
  await expect(workbench.chips).toHaveText([/^same prompt as row [\d,]+$/]);
});
