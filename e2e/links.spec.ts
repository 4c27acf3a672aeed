import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linesOf, recordsOf } from "./support/read-records";
import { sharedFile } from "./support/shared-data";
import { expect, test, Workbench } from "./support/workbench";

const IPW = "shapes/ipw-sft-shape.jsonl";

/** Filters, sorts, searches and opens a message: everything a link has to restore. */
async function buildView(workbench: Workbench): Promise<{ count: number; firstId: string }> {
  const records = recordsOf(IPW).filter(
    (record) =>
      record.category === "High School Math" &&
      (record.conversations as { content: string }[]).some(({ content }) => /discount|age/i.test(content)),
  );
  await workbench.tick("category", "High School Math");
  await workbench.expectInView(117, 300);
  await workbench.searchFor("age");
  const found = records.filter((record) =>
    (record.conversations as { content: string }[]).some(({ content }) => /age/i.test(content)),
  );
  await workbench.expectInView(found.length, 300);
  await workbench.header("sample_id").click();
  await workbench.header("sample_id").click();
  const ids = found.map((record) => String(record.sample_id)).sort();
  const firstId = ids.at(-1) ?? "";
  await expect(workbench.row(1)).toContainText(firstId);
  await workbench.openRow(1);
  await expect(workbench.messages.first()).toBeVisible();
  await workbench.page.keyboard.press("n");
  await workbench.page.keyboard.press("n");
  await expect(workbench.messages.nth(1)).toBeFocused();
  return { count: found.length, firstId };
}

async function expectView(workbench: Workbench, view: { count: number; firstId: string }): Promise<void> {
  await workbench.expectInView(view.count, 300);
  await expect(workbench.chips).toHaveText([/messages contain “age”/, /category is High School Math/]);
  await expect(workbench.search).toHaveValue("age");
  await expect(workbench.row(1)).toContainText(view.firstId);
  await expect(workbench.record.getByRole("heading", { name: view.firstId })).toBeVisible();
  await expect(workbench.messages.nth(1)).toHaveAttribute("aria-current", "true");
  await expect(await workbench.value("category", "High School Math")).toBeChecked();
}

test("a copied link restores the view of a file of the data folder", async ({ workbench, page, context }) => {
  await workbench.openHome();
  await page.getByRole("link", { name: /shapes\/ipw-sft-shape\.jsonl/ }).click();
  await workbench.expectInView(300, 300);
  const view = await buildView(workbench);
  const link = await workbench.copyLink();
  expect(new URL(link).searchParams.get("src")).toBe(`data:${IPW}`);

  const other = new Workbench(await context.newPage());
  await other.page.goto(link);
  await expectView(other, view);
  await expect(other.notices).toHaveCount(0);
  expect(await other.copyLink()).toBe(link);

  await test.step("back and forward walk the steps of the view", async () => {
    await page.goBack();
    await expect(workbench.record).toHaveCount(0);
    await page.goBack();
    await page.goBack();
    await expect(workbench.chips).toHaveCount(2);
    await page.goBack();
    await workbench.expectInView(117, 300);
    await page.goBack();
    await workbench.expectInView(300, 300);
    await page.goForward();
    await workbench.expectInView(117, 300);
  });
});

test("a link to a local file asks for it, and says which file it was given", async ({
  workbench,
  context,
}) => {
  const folder = await mkdtemp(join(tmpdir(), "loupe-links-"));
  try {
    await workbench.open(IPW);
    await workbench.expectInView(300, 300);
    const view = await buildView(workbench);
    const link = await workbench.copyLink();
    expect(link).not.toContain("shared");
    expect(decodeURIComponent(link)).toMatch(
      /src=local:ipw-sft-shape\.jsonl~\d+~300~[0-9a-f]{64}~s[0-9a-f]{8}/,
    );

    const other = new Workbench(await context.newPage());
    await test.step("the same file", async () => {
      await other.page.goto(link);
      await other.isAskedForFile();
      await expect(other.page.getByRole("main")).toContainText("ipw-sft-shape.jsonl");
      await expect(other.page.getByRole("link", { name: "Open another dataset" })).toHaveAttribute(
        "href",
        "/",
      );
      await expect(other.page.getByRole("banner").getByRole("link", { name: "Loupe" })).toBeVisible();
      await expect(other.page.getByRole("main")).toContainText("300 rows");
      await other.choose(sharedFile(IPW));
      await expectView(other, view);
      await expect(other.notices).toContainText("This is the same file");
    });

    await test.step("another file of the same schema", async () => {
      const half = join(folder, "half.jsonl");
      await writeFile(half, `${linesOf(IPW).slice(0, 150).join("\n")}\n`);
      // Until it is loaded anew, the page goes on with the file that it was given.
      await other.page.goto(link);
      await other.isAskedForFile();
      await other.choose(half);
      await expect(other.notices).toContainText(/Not the same file.*another file of the same schema/);
      await expect(other.rowsInView).toContainText("of 150 rows");
    });

    await test.step("neither", async () => {
      await other.goTo(link);
      await other.isAskedForFile();
      await other.choose(sharedFile("esft-intent-messages.jsonl"));
      await expect(other.notices).toContainText(/Neither the same file nor one of the same schema/);
      await expect(other.notices).toContainText("category");
      await expect(other.rowsInView).toContainText("of 7,280 rows");
    });

    await test.step("neither, though the link names no field", async () => {
      const src = new URL(link).searchParams.get("src") ?? "";
      await other.goTo(`/browse?src=${encodeURIComponent(src)}`);
      await other.isAskedForFile();
      await other.choose(sharedFile("esft-intent-messages.jsonl"));
      await expect(other.notices).toContainText(/Neither the same file nor one of the same schema/);
    });

    await test.step("a link made before links told the schema", async () => {
      const src = (new URL(link).searchParams.get("src") ?? "").replace(/~s[0-9a-f]{8}$/, "");
      await other.goTo(`/browse?src=${encodeURIComponent(src)}`);
      await other.isAskedForFile();
      await other.choose(sharedFile("esft-intent-messages.jsonl"));
      await expect(other.notices).toContainText(/Not the same file.*It has every field that the link uses/);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("a record is linked by its unique id, else by its place, and a message by its own link", async ({
  workbench,
  page,
}) => {
  const second = String(recordsOf(IPW)[1]?.sample_id);
  await workbench.goTo(`/browse?src=data:${IPW}`);
  await workbench.expectInView(300, 300);
  await workbench.indexed();
  await workbench.openRow(2);
  await expect(workbench.messages.first()).toBeVisible();
  await workbench.record.getByRole("button", { name: "Copy link to record" }).click();
  await expect.poll(() => workbench.clipboard()).toContain("row=id:");
  const toRecord = await workbench.clipboard();
  expect(new URL(toRecord).searchParams.get("row")).toBe(`id:${second}`);

  await workbench.messages.nth(2).hover();
  await workbench.messages.nth(2).getByRole("button", { name: "Copy link to message" }).click();
  await expect.poll(() => workbench.clipboard()).toContain("msg=3");
  await page.goto(await workbench.clipboard());
  await expect(workbench.record.getByRole("heading", { name: second })).toBeVisible();
  await expect(workbench.messages.nth(2)).toHaveAttribute("aria-current", "true");
  await expect(workbench.messages.nth(2)).toBeInViewport();

  await workbench.goTo("/browse?src=data:kto-en-messages.json");
  await workbench.expectInView(300, 300);
  await workbench.openRow(7);
  await workbench.record.getByRole("button", { name: "Copy link to record" }).click();
  await expect.poll(() => workbench.clipboard()).toContain("row=7");
  await page.goto(await workbench.clipboard());
  await expect(workbench.record).toContainText("7 of 300");
});

test("parts of a link that mean nothing are left out with a notice", async ({ workbench, page }) => {
  await page.goto(
    "/browse?src=sample:length-labels.jsonl&f=mlt&sort=,&row=first&colour=red&f=mlt~any~%5BMLT:50%5D&f=nowhere~in~x",
  );
  await expect(workbench.rowsInView).toContainText("of 90 rows");
  await expect(workbench.notices).toContainText("f=mlt");
  await expect(workbench.notices).toContainText("row=first");
  await expect(workbench.notices).toContainText("colour=red");
  await expect(workbench.notices).toContainText(/The link uses .*nowhere/);
  const found = workbench.facet("mlt").getByRole("checkbox", { name: /^\[MLT:50\]/ });
  await expect(found).toBeChecked();
  const count = Number(/, (\d+)$/.exec((await found.getAttribute("aria-label")) ?? "")?.[1]);
  await workbench.expectInView(count, 90);
  const dismiss = workbench.notices.getByRole("button", { name: "Dismiss" });
  const before = await dismiss.count();
  await dismiss.first().click();
  await expect(dismiss).toHaveCount(before - 1);

  await workbench.goTo("/browse?src=sample:length-labels.jsonl&row=id:nobody");
  await expect(workbench.notices).toContainText("The record that the link opens is not in this dataset");
  await workbench.goTo("/browse?src=sample:nothing.jsonl");
  await expect(page.getByRole("heading", { name: "The dataset could not be opened" })).toBeVisible();
  await workbench.goTo("/browse");
  await expect(page.getByRole("heading", { name: "No dataset is open" })).toBeVisible();
  await expect(workbench.notices).toHaveCount(0);
  await workbench.goTo("/browse?src=nonsense:file&colour=red");
  await expect(page.getByRole("heading", { name: "No dataset is open" })).toBeVisible();
  await expect(workbench.notices).toContainText("src=nonsense:file");
});

test("a link to a record far down a file opens it once it is read", async ({ workbench, page }) => {
  const records = recordsOf("glaive-toolcall-sharegpt.json");
  const last = records.at(-1)?.conversations as { value: string }[];
  for (let visit = 0; visit < 2; visit++) {
    await page.goto(`/browse?src=data:glaive-toolcall-sharegpt.json&row=${records.length}`);
    await expect(workbench.messages).toHaveCount(last.length);
    await expect(workbench.messages.first()).toContainText(last[0]?.value.slice(0, 40) ?? "");
  }
  await page.goto(`/browse?src=data:glaive-toolcall-sharegpt.json&row=${records.length + 1}`);
  await expect(workbench.notices).toContainText(["Row 301, which the link opens, is not in this dataset"]);
});

test("without a connection what fails says so, and comes by itself once it is back", async ({
  workbench,
  page,
  context,
}) => {
  await page.goto("/browse?src=data:glaive-toolcall-sharegpt.json");
  await workbench.expectInView(300, 300);
  await context.setOffline(true);
  await workbench.openRow(9);
  await expect(workbench.record.getByRole("alert")).toContainText("Check the connection");
  await workbench.search.fill("the");
  await expect(page.getByRole("search").getByRole("alert")).toContainText(/could not be loaded|connection/);
  await context.setOffline(false);
  await expect(workbench.messages.first()).toBeVisible();
  await expect(workbench.record.getByRole("alert")).toHaveCount(0);
});
