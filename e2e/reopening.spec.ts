import { mkdtemp, open, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { indexFolders, isKept, ROWS, recent, textOfRecords } from "./support/kept-indexes";
import { expect, test, Workbench } from "./support/workbench";

// What the browser keeps is what these tests are about.
test.use({ pageStart: "new-keeping" });

let folder = "";

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "loupe-reopening-"));
});

test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Drops files of the disk, as the browser's own window does. */
async function dropFromDisk(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  const send = (type: "dragEnter" | "dragOver" | "drop") =>
    session.send("Input.dispatchDragEvent", { type, x: 700, y: 450, data });
  await send("dragEnter");
  await expect(async () => {
    await send("dragOver");
    await expect(page.getByText(/Drop files or a folder to open them/)).toBeVisible({ timeout: 500 });
  }).toPass();
  await send("drop");
  await session.detach();
}

/** Of bytes that could not be freed. */
const IN_USE = /[\d.]+ MB are in use by an open tab, and are freed when it is closed/;

test.describe("in a context that lets files be read again", () => {
  // A profile would ask the person first, and no test can answer.
  test.use({ ownContext: true });

  test("a dataset opened before comes back without being read, from its file, its link and beside another tab", async ({
    workbench,
    page,
  }) => {
    const path = join(folder, "rivers.jsonl");
    await writeFile(path, textOfRecords());
    await page.goto("/");
    await expect(page.getByText(/The list is empty/)).toBeVisible();
    await dropFromDisk(page, [path]);
    await workbench.expectInView(ROWS, ROWS);
    await expect(workbench.dataset).not.toContainText("index of");
    expect(await isKept(page)).toBe(true);

    await test.step("the home page lists it, with what is kept", async () => {
      await page.goto("/");
      await expect(recent(page).getByRole("listitem")).toHaveCount(1);
      await expect(recent(page).getByRole("listitem")).toContainText(
        /rivers\.jsonl.*3,000 rows.*MB.*MB kept/,
      );
      await expect(page.getByText(/Indexes kept in this browser take [\d.]+ MB/)).toBeVisible();
    });

    await test.step("it opens from there by its handle, and everything of it works", async () => {
      await recent(page)
        .getByRole("button", { name: /^rivers\.jsonl/ })
        .click();
      await workbench.expectInView(ROWS, ROWS);
      await expect(workbench.dataset).toContainText(/rivers\.jsonl · index of \d+ \w+, \d+:\d\d [ap]m/);
      await expect(workbench.row(1)).toContainText("Question 0: maps");
      await workbench.typeText("prompt", "Question 2345: maps");
      await workbench.expectInView(1, ROWS);
      await expect(workbench.row(1)).toContainText("the hidden heron");
      await workbench.typeText("prompt", "");
      await workbench.expectInView(ROWS, ROWS);
      await workbench.tick("kind", "beta");
      await workbench.expectInView(1_000, ROWS);
      await workbench.search.fill("hidden heron");
      await workbench.expectInView(0, ROWS);
      await workbench.tick("kind", "beta");
      await workbench.expectInView(1, ROWS);
      await workbench.openRow(1);
      await expect(workbench.messages.last()).toContainText("the hidden heron");
      const report = await workbench.loadReport();
      await expect(report).toContainText(/Shown from the index of/);
      await expect(report).toContainText(/rivers\.jsonl.*JSONL.*3,000/);
    });

    await test.step("its link opens it again, without asking for a file that may still be read", async () => {
      await page.reload();
      await workbench.expectInView(1, ROWS);
      await expect(workbench.dataset).toContainText("index of");
      await expect(page.getByText(/This is the same file/)).toHaveCount(0);
    });

    await test.step("another tab shows it at the same time, and may clear it meanwhile", async () => {
      const other = new Workbench(await page.context().newPage());
      await other.openHome();
      await other.choose(path);
      await expect(other.dataset).toContainText("index of");
      await other.expectInView(ROWS, ROWS);
      await other.openHome();
      await other.page.getByRole("button", { name: /Clear the list and free/ }).click();
      // Both tabs show it: this one lets go of it, the other goes on with it.
      await expect(other.page.getByText("List cleared", { exact: true })).toBeVisible();
      await expect(other.page.getByText(/The list is empty/)).toBeVisible();
      await expect(other.page.getByText(IN_USE)).toBeVisible();
      expect(await indexFolders(page)).toHaveLength(1);
      await workbench.tick("kind", "gamma");
      await workbench.expectInView(1, ROWS);
      await page.getByRole("searchbox", { name: "Search messages" }).fill("");
      await workbench.expectInView(1_000, ROWS);
      await other.page.close();
    });

    await test.step("it can be read again all the same", async () => {
      const report = await workbench.loadReport();
      await report.getByRole("button", { name: "Read again" }).click();
      await expect(workbench.dataset).not.toContainText("index of");
      await workbench.expectInView(1_000, ROWS);
      expect(await isKept(page)).toBe(true);
    });

    await test.step("what a tab had in use when it was forgotten is gone when that let go of it", async () => {
      await expect.poll(() => indexFolders(page)).toHaveLength(1);
      await page.goto("/");
      await recent(page)
        .getByRole("button", { name: /^rivers\.jsonl/ })
        .click();
      await expect(workbench.dataset).toContainText("index of");
      const other = new Workbench(await page.context().newPage());
      await other.openHome();
      await other.page.getByRole("button", { name: "Forget rivers.jsonl" }).click();
      await expect(other.page.getByText(IN_USE)).toBeVisible();
      await page.close();
      // A tab that is closed lets go of nothing by itself: the next visit finds it.
      await expect(async () => {
        await other.page.reload();
        await expect(other.page.getByText(/The list is empty/)).toBeVisible();
        await expect(other.page.getByText(IN_USE)).toHaveCount(0, { timeout: 1_000 });
        expect(await indexFolders(other.page)).toHaveLength(0);
      }).toPass();
      await other.page.close();
    });
  });
});

test("an index is not shown for a file that changed, nor missed when the browser lost it", async ({
  workbench,
  page,
}) => {
  const path = join(folder, "rivers.jsonl");
  await writeFile(path, textOfRecords());
  await utimes(path, 1_700_000_000, 1_700_000_000);
  await page.goto("/");
  await workbench.choose(path);
  await workbench.expectInView(ROWS, ROWS);
  expect(await isKept(page)).toBe(true);

  await test.step("a change between the samples of the fingerprint is seen", async () => {
    const file = await open(path, "r+");
    const at = textOfRecords().indexOf('"alpha"', 500_000);
    await file.write('"omega"', at);
    await file.close();
    await page.goto("/");
    await expect(
      recent(page).getByRole("link", { name: /^rivers\.jsonl.*choose the file again/ }),
    ).toBeVisible();
    await workbench.choose(path);
    await workbench.expectInView(ROWS, ROWS);
    await expect(workbench.dataset).not.toContainText("index of");
    await expect((await workbench.unfold("kind")).getByRole("checkbox", { name: "omega, 1" })).toBeVisible();
    expect(await isKept(page)).toBe(true);
  });

  await test.step("an index that turns out to be damaged on the disk is replaced by reading", async () => {
    await page.goto("/");
    await page.evaluate(async () => {
      const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("loupe-indexes");
      for await (const handle of root.values()) {
        const file = await (handle as FileSystemDirectoryHandle).getFileHandle("kept.db");
        const writable = await file.createWritable({ keepExistingData: true });
        // In the second block, behind the three headers: it holds the rows, the first one the list of tables.
        const position = 3 * 4096 + 262_144 + 2000;
        await writable.write({ type: "write", position, data: new Uint8Array(2000).fill(7) });
        await writable.close();
      }
    });
    await workbench.choose(path);
    // Shown from what was kept first, which was not the way to find out.
    const indexed = () => page.evaluate(() => performance.getEntriesByName("loupe:indexed").length);
    await expect.poll(indexed).toBe(2);
    await workbench.expectInView(ROWS, ROWS);
    await expect(workbench.dataset).not.toContainText("index of");
    await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
    await workbench.tick("kind", "beta");
    await workbench.expectInView(1_000, ROWS);
    await workbench.openRow(3);
    await expect(workbench.messages.last()).toContainText("Answer");
    expect(await isKept(page)).toBe(true);
  });

  await test.step("one without its texts is replaced as well", async () => {
    await page.goto("/");
    await page.evaluate(async () => {
      const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("loupe-indexes");
      for await (const handle of root.values()) {
        const file = await (handle as FileSystemDirectoryHandle).getFileHandle("kept-texts");
        const writable = await file.createWritable({ keepExistingData: true });
        await writable.write({ type: "write", position: 0, data: new Uint8Array(2000).fill(7) });
        await writable.close();
      }
    });
    await workbench.choose(path);
    await workbench.expectInView(ROWS, ROWS);
    await expect(workbench.row(1)).toContainText("Question 0: maps");
    await expect(workbench.dataset).not.toContainText("index of");
    await expect(page.getByRole("main").getByRole("alert")).toHaveCount(0);
    expect(await isKept(page)).toBe(true);
  });

  await test.step("one that the browser gave up is not missed", async () => {
    await page.goto("/");
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      await root.removeEntry("loupe-indexes", { recursive: true });
    });
    await workbench.choose(path);
    await workbench.expectInView(ROWS, ROWS);
    await expect(workbench.dataset).not.toContainText("index of");
  });
});

test("packed files come back too; without room nothing is kept, as the load report says", async ({
  workbench,
  page,
}) => {
  const path = join(folder, "rivers.jsonl.gz");
  // Stored, so that the packed file is large enough to be kept.
  await writeFile(path, gzipSync(textOfRecords(), { level: 0 }));
  await page.goto("/");
  await workbench.choose(path);
  await workbench.expectInView(ROWS, ROWS);
  expect(await isKept(page)).toBe(true);
  await page.goto("/");
  await workbench.choose(path);
  await expect(workbench.dataset).toContainText("index of");
  await workbench.openRow(ROWS > 20 ? 15 : 1);
  await expect(workbench.messages.last()).toContainText("Answer 14");
  await workbench.search.fill("hidden heron");
  await workbench.expectInView(1, ROWS);

  await test.step("a browser that gives no room", async () => {
    const { origin } = new URL(page.url());
    const session = await page.context().newCDPSession(page);
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 200_000 });
    const plain = join(folder, "other.jsonl");
    await writeFile(plain, textOfRecords().replaceAll("Question", "Riddle"));
    await page.goto("/");
    await workbench.choose(plain);
    await workbench.expectInView(ROWS, ROWS);
    expect(await isKept(page)).toBe(false);
    // Quietly: nothing is wrong with the data, nor with what is shown of it.
    await expect(page.getByRole("list", { name: "Notices" })).toHaveCount(0);
    await expect(await workbench.loadReport()).toContainText(
      "The browser has no room for the index, or keeps nothing: this file is read again next time.",
    );
    await page.getByRole("button", { name: "Close load report" }).click();
    await workbench.tick("kind", "beta");
    await workbench.expectInView(1_000, ROWS);
    expect((await indexFolders(page)).length).toBeLessThanOrEqual(1);
  });
});
