import { recordsOf } from "./support/read-records";
import { expect, test } from "./support/workbench";

const NAME = "gsm8k-train.jsonl";

test("records far apart are saved in the order of the view; what takes long says so and can be cancelled", async ({
  workbench,
  page,
}) => {
  await workbench.goTo(`/browse?src=data:${NAME}&sort=answer`);
  await workbench.expectInView(7473, 7473);
  await workbench.indexed();
  let reads = 0;
  page.on("request", (request) => {
    if (request.url().endsWith(`/data/${NAME}`)) reads++;
  });
  const lines = (await workbench.exportAs("Records as JSONL, unchanged")).trimEnd().split("\n");
  const told = page.getByRole("region", { name: "Notifications" });
  await expect(told.getByText("Saved gsm8k-train-view.jsonl")).toBeVisible();
  await expect(told.getByText("7,473 rows, 4.17 MB")).toBeVisible();
  const answers = lines.map((line) => String(JSON.parse(line).answer));
  expect(answers).toHaveLength(7473);
  expect(new Set(lines).size).toBe(new Set(recordsOf(NAME).map((record) => JSON.stringify(record))).size);
  expect(answers.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(answers);
  // Not one for each record.
  expect(reads).toBeLessThan(20);

  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(`**/data/${NAME}`, async (route) => {
    await held;
    await route.abort();
  });
  let downloads = 0;
  page.on("download", () => downloads++);
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("menuitem", { name: "Records as JSONL, unchanged" }).click();
  const saving = page.getByText("Saving gsm8k-train-view.jsonl");
  await expect(saving).toBeVisible();
  await expect(page.getByText("0 B so far")).toBeVisible();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(saving).toHaveCount(0);
  await expect(page.getByText("could not be saved")).toHaveCount(0);
  letGo();
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("menuitem", { name: "Records as JSONL, unchanged" }).click();
  await expect(told.getByText("gsm8k-train-view.jsonl could not be saved")).toBeVisible();
  await expect(told.getByText(/^gsm8k-train\.jsonl could not be read: the connection to /)).toBeVisible();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  expect(downloads).toBe(0);
});
