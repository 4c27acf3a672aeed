import { expect, test } from "./support/workbench";

const IPW = "shapes/ipw-sft-shape.jsonl";

test("a column gets another role by hand, and the link keeps it", async ({ workbench, page }) => {
  await workbench.goTo(`/browse?src=data:${IPW}`);
  await workbench.expectInView(300, 300);
  const teacher = workbench.facet("teacher_model");
  const group = teacher.getByRole("switch", { name: "Group by model" });
  await expect(group).toBeVisible();

  const roles = page.getByRole("button", { name: "Column roles" });
  await roles.click();
  await page.getByRole("button", { name: "Teacher model: teacher_model" }).click();
  await page.getByRole("menuitemcheckbox", { name: "teacher_model", exact: true }).click();
  await page.keyboard.press("Escape");
  // Changes are read for once, together; one that is not applied stays where it was made.
  await expect(page.getByRole("button", { name: "Apply 1 change", exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(group).toBeVisible();
  await roles.click();
  await page.getByRole("button", { name: "Source: source_dataset" }).click();
  await page.getByRole("menuitemcheckbox", { name: "teacher_model", exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Cost: total_cost_usd" }).click();
  await page.getByRole("menuitemcheckbox", { name: "total_cost_usd", exact: true }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Cost as found" }).click();
  await page.getByRole("button", { name: "Apply 2 changes" }).click();
  // A column like any other: its facet steps back, and its values are no models.
  await expect(group).toHaveCount(0);
  await expect(await workbench.value("teacher_model", "vllm:kimi-k2@8001")).toBeVisible();
  await expect(group).toHaveCount(0);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await workbench.expectInView(300, 300);

  const link = await workbench.copyLink();
  await page.goto(link);
  await workbench.expectInView(300, 300);
  await expect(workbench.notices).toHaveCount(0);
  await roles.click();
  await expect(page.getByRole("button", { name: "Source: source_dataset, teacher_model" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Teacher model: no column" })).toBeVisible();
  await page.getByRole("button", { name: "Teacher model as found" }).click();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Teacher model as found" }).click();
  await page.getByRole("button", { name: "Source as found" }).click();
  await page.getByRole("button", { name: "Apply 2 changes" }).click();
  await expect(group).toBeVisible();
  await workbench.expectInView(300, 300);
  expect(decodeURIComponent(new URL(page.url()).search)).toBe(`?src=data:${IPW}`);

  await workbench.goTo("/browse?src=data:tulu1-human-eval.jsonl");
  await workbench.expectInView(996, 996);
  await roles.click();
  await page.getByRole("button", { name: /^Teacher model: / }).click();
  await expect(page.getByRole("menuitemcheckbox", { name: "models", exact: true })).toBeVisible();
});
