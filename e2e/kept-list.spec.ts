import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { indexFolders, isKept, ROWS, recent, textOfRecords, WORDS } from "./support/kept-indexes";
import { expect, test } from "./support/workbench";

// What the browser keeps is what these tests are about.
test.use({ pageStart: "new-keeping" });

let folder = "";

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "loupe-kept-list-"));
});

test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
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
