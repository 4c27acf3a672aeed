import { mkdtemp, open, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test, Workbench } from "./support/workbench";

// What the browser keeps is what these tests are about.
test.use({ pageStart: "new-keeping" });

const ROWS = 3_000;
const WORDS = "maps of the river show where the ford was before the flood took the mill and the road ".repeat(
  5,
);

let folder = "";

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "loupe-reopening-"));
});

test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function recordAt(index: number): object {
  return {
    id: `id_${index}`,
    kind: ["alpha", "beta", "gamma"][index % 3],
    messages: [
      { role: "user", content: `Question ${index}: ${WORDS}` },
      { role: "assistant", content: index === 2_345 ? "the hidden heron" : `Answer ${index}` },
    ],
  };
}

function textOfRecords(): string {
  return Array.from({ length: ROWS }, (_, index) => `${JSON.stringify(recordAt(index))}\n`).join("");
}

/** Waits until the page has kept an index, or given up; tells which. */
async function isKept(page: Page): Promise<boolean> {
  const marks = () =>
    page.evaluate(() =>
      performance
        .getEntriesByName("loupe:kept")
        .map((mark) => (mark as PerformanceMark).detail.isKept as boolean),
    );
  await expect.poll(async () => (await marks()).length).toBe(1);
  return (await marks())[0] ?? false;
}

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

/** Names of the folders in which indexes lie. */
function indexFolders(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle("loupe-indexes");
    return Array.fromAsync(root.keys());
  });
}

/** Of bytes that could not be freed. */
const IN_USE = /[\d.]+ MB are in use by an open tab, and are freed when it is closed/;

const recent = (page: Page) => page.getByRole("list", { name: "Recent" });

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

test("the list says kept only of a dataset whose own index lies there", async ({ workbench, page }) => {
  const paths = { mine: join(folder, "mine.jsonl"), copy: join(folder, "copy.jsonl") };
  for (const [at, path] of Object.values(paths).entries()) {
    await writeFile(path, textOfRecords());
    // Of one fingerprint: only the date tells that one may have been changed.
    await utimes(path, 1_700_000_000 + at, 1_700_000_000 + at);
  }
  const read = async (path: string) => {
    await page.goto("/");
    await workbench.choose(path);
    await workbench.expectInView(ROWS, ROWS);
    await expect(workbench.dataset).not.toContainText("index of");
    expect(await isKept(page)).toBe(true);
  };

  await test.step("copies do not take each other's place", async () => {
    await read(paths.mine);
    await read(paths.copy);
    await page.goto("/");
    await workbench.choose(paths.mine);
    await expect(workbench.dataset).toContainText("index of");
    await page.goto("/");
    await workbench.choose(paths.copy);
    await expect(workbench.dataset).toContainText("index of");
    expect(await indexFolders(page)).toHaveLength(2);
  });

  await test.step("a new version takes the place of the one before, and the list adds up", async () => {
    await utimes(paths.mine, 1_800_000_000, 1_800_000_000);
    await read(paths.mine);
    expect(await indexFolders(page)).toHaveLength(2);
    await page.goto("/");
    const total = page.getByText(/Indexes kept in this browser take/);
    const [kept] = /[\d.]+ MB$/.exec((await total.textContent()) ?? "") ?? [];
    await expect(recent(page).getByRole("listitem")).toContainText(`${kept} kept`);
  });

  await test.step("one that is no longer on the disk is not kept", async () => {
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      await root.removeEntry("loupe-indexes", { recursive: true });
    });
    await page.reload();
    await expect(recent(page).getByRole("listitem")).toContainText("mine.jsonl");
    await expect(page.getByText("Listed in this browser only")).toBeVisible();
    await expect(recent(page)).not.toContainText("kept");
    await page.getByRole("button", { name: "Clear the list", exact: true }).click();
    await expect(page.getByText("List cleared", { exact: true })).toBeVisible();
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

test("what is read long says that its index is still being kept", async ({ workbench, page }) => {
  const path = join(folder, "long.jsonl");
  const filler = WORDS.repeat(30);
  const line = (id: number) => JSON.stringify({ id, messages: [{ role: "user", content: filler }] });
  await writeFile(path, Array.from({ length: ROWS }, (_, id) => `${line(id)}\n`).join(""));
  await page.goto("/");
  // As another tab does that writes its own.
  await page.evaluate(() => {
    void navigator.locks.request(
      "loupe:index-writer",
      () => new Promise((resolve) => Object.assign(window, { letGo: resolve })),
    );
  });
  await workbench.choose(path);
  await workbench.expectInView(ROWS, ROWS);
  await expect(workbench.dataset).toContainText("keeping its index");
  await page.evaluate(() => (window as unknown as { letGo: () => void }).letGo());
  expect(await isKept(page)).toBe(true);
  await expect(workbench.dataset).not.toContainText("keeping its index");
});

test.describe("in a browser that keeps nothing", () => {
  test.use({ ownContext: true });

  test("the list and the load report say so", async ({ workbench, page }) => {
    await page.addInitScript(() => {
      const refuse = () => new DOMException("refused", "SecurityError");
      IDBFactory.prototype.open = () => {
        throw refuse();
      };
      StorageManager.prototype.getDirectory = () => Promise.reject(refuse());
    });
    await page.goto("/");
    await expect(page.getByText(/^This browser keeps nothing for Loupe/)).toBeVisible();
    await expect(page.getByText(/What you open is listed here/)).toHaveCount(0);
    const path = join(folder, "rivers.jsonl");
    await writeFile(path, textOfRecords());
    await workbench.choose(path);
    await workbench.expectInView(ROWS, ROWS);
    await expect(await workbench.loadReport()).toContainText(
      "The browser has no room for the index, or keeps nothing: this file is read again next time.",
    );
  });
});
