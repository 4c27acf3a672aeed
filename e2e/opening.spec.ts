import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { generatedIpw } from "./support/generated-files";
import { serveHeld } from "./support/held-parquet";
import { linesOf } from "./support/read-records";
import { sharedFile } from "./support/shared-data";
import { expect, test } from "./support/workbench";

let folder = "";

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "loupe-opening-"));
});

test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Drags until the page says that it takes files: a page that has just been loaded does not listen yet. */
async function expectDropTarget(page: Page, drag: () => Promise<unknown>): Promise<void> {
  await expect(async () => {
    await drag();
    await expect(page.getByText(/Drop files or a folder to open them/)).toBeVisible({ timeout: 500 });
  }).toPass();
}

/** Drops files on the page as the browser hands them over. */
async function drop(page: Page, files: readonly { name: string; text: string }[]): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, text } of given) data.items.add(new File([text], name));
    return data;
  }, files);
  const { x, y } = { x: 700, y: 450 };
  await expectDropTarget(page, () =>
    page.dispatchEvent("body", "dragover", { dataTransfer: transfer, clientX: x, clientY: y }),
  );
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer, clientX: x, clientY: y });
}

test("several files that are dropped become one dataset, with the file as a facet", async ({
  workbench,
  page,
}) => {
  const lines = linesOf("shapes/tulu3-mlt-shape.jsonl");
  await workbench.openHome();
  await drop(page, [
    { name: "one.jsonl", text: lines.slice(0, 100).join("\n") },
    { name: "two.jsonl", text: `${lines.slice(100, 180).join("\r\n")}\r\n` },
    { name: "zz-late.jsonl", text: '{"id":"late","rating":4}\n' },
  ]);
  await workbench.expectInView(181, 181);
  await expect(workbench.dataset).toContainText("and 2 more");
  // Facets out of sight ask nothing.
  const file = await workbench.unfold("file name");
  await expect(file.getByRole("checkbox", { name: "one.jsonl, 100", exact: true })).toBeVisible();
  await workbench.tick("file name", "two.jsonl");
  await workbench.expectInView(80, 181);
  const report = await workbench.loadReport();
  await expect(report).toContainText(/Late fields.*rating/);

  await test.step("a drop on an open dataset opens another one", async () => {
    await drop(page, [{ name: "next.jsonl", text: lines.slice(0, 3).join("\n") }]);
    await workbench.expectInView(3, 3);
    await page.goBack();
    await workbench.expectInView(80, 181);
  });
});

test("samples, files of the data folder and addresses of this server open by a click or a link", async ({
  workbench,
  page,
}) => {
  await workbench.openHome();
  await page
    .getByRole("list", { name: "Samples" })
    .getByRole("link", { name: /Airline service/ })
    .click();
  await workbench.expectInView(24, 24);
  await page.goBack();
  const files = page.getByRole("list", { name: "Data folder" });
  await expect(files.getByRole("link", { name: /gsm8k-verl\.parquet.*3\.61 MB/ })).toBeVisible();
  await files.getByRole("link", { name: /mt-bench-question\.jsonl/ }).click();
  await workbench.expectInView(80, 80);
  await page.goto("/browse?src=/samples/maths-latex.jsonl");
  await workbench.expectInView(173, 173);
  await workbench.goTo("/browse?src=sample:length-labels.jsonl&src=sample:maths-latex.jsonl");
  await workbench.expectInView(263, 263);
  await page.getByRole("link", { name: "Loupe" }).click();
  await expect(page.getByRole("heading", { name: "Loupe" })).toBeVisible();
});

test.describe("reading", () => {
  // A page in which a test before has read this file to its end would show that.
  test.use({ pageStart: "new" });

  test("shows how far it is, can be cancelled, and keeps what was read", async ({ workbench, page }) => {
    // Two files, so that there is time to cancel before all is read.
    const files = [await generatedIpw("full"), await generatedIpw("deduped")];
    await workbench.openHome();
    await workbench.choose(...files);
    const reading = page.getByRole("progressbar", { name: "Reading" });
    await expect(reading).toBeVisible();
    await expect(workbench.row(1)).toBeVisible();
    await expect(reading).toHaveAttribute("aria-valuetext", /MB of 3\d\d MB, [\d,]+ rows read/);
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await expect(reading).toHaveCount(0);
    await expect(workbench.dataset).toContainText(/^[\d,]+ rows · reading was cancelled at [\d.]+% · /);
    const rows = Number(
      /^([\d,]+) rows/.exec((await workbench.dataset.textContent()) ?? "")?.[1]?.replaceAll(",", ""),
    );
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(89_167);
    await workbench.expectInView(rows, rows);
    const report = await workbench.loadReport();
    await expect(report).toContainText(/Reading was cancelled at [\d.]+% \([\d.]+ MB of 3\d\d MB\)/);
    await report.getByRole("button", { name: "Close load report" }).click();
    await workbench.openRow(3);
    await expect(workbench.messages.first()).toBeVisible();

    await test.step("chosen again, it is wanted whole, though the link stays the same", async () => {
      await workbench.choose(...files);
      await expect(reading).toBeVisible();
      await page.getByRole("button", { name: "Cancel", exact: true }).click();
      await expect(workbench.dataset).toContainText("reading was cancelled at");
    });

    await page.getByRole("button", { name: "Read again" }).click();
    await workbench.expectInView(89_167, 89_167);
    await expect(workbench.dataset).toHaveText(/^89,167 rows · 3\d\d MB · /);
    await expect(page.getByRole("button", { name: "Read again" })).toHaveCount(0);
  });
});

test.describe("while a server stalls", () => {
  // Its bytes are held back: another page must not have them.
  test.use({ pageStart: "new" });

  test("reading is cancelled, and another file opened, all the same", async ({ workbench, page }) => {
    const name = "numina-cot-sharegpt.jsonl";
    await serveHeld(page, name, sharedFile(name), [{ start: 900_000, end: Number.POSITIVE_INFINITY }]);
    await page.goto(`/browse?src=data:${name}`);
    await expect(workbench.rowsInView).toHaveText(/^[\d,]+ of [\d,]+ rows so far$/);
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await expect(workbench.dataset).toHaveText(/^[1-9][\d,]* rows · reading was cancelled at [\d.]+% · /);
    await page.getByRole("button", { name: "Read again" }).click();
    await expect(workbench.rowsInView).toHaveText(/^[\d,]+ of [\d,]+ rows so far$/);
    await workbench.choose(sharedFile("mt-bench-question.jsonl"));
    await workbench.expectInView(80, 80);
  });
});

test.describe("in a page that knows nothing", () => {
  test.use({ pageStart: "new" });

  for (const [file, count, from] of [
    ["gsm8k-train.jsonl", 7473, "the page itself"],
    ["hh-rlhf-harmless-test.jsonl.gz", 2312, "a worker"],
  ] as const)
    test(`the first rows of a link come from ${from} before the engine starts`, async ({
      page,
      workbench,
    }) => {
      let rowsBefore = -1;
      await page.route("**/vendor/duckdb-eh-worker.*.js", async (route) => {
        // In the table of the page, or in that of the workbench, which has taken its place.
        rowsBefore = await page.getByRole("row").count();
        await route.continue();
      });
      const response = await page.goto(`/browse?src=data:${file}`);
      const html = (await response?.text()) ?? "";
      expect(html.includes('aria-label="First rows"')).toBe(from === "the page itself");
      await workbench.expectInView(count, count);
      // The header and rows; -1 where the engine was never asked for.
      expect(rowsBefore).toBeGreaterThan(10);
    });

  for (const [what, address] of [
    ["code", "**/vendor/duckdb-eh.*.wasm"],
    ["worker", "**/vendor/duckdb-eh-worker.*.js"],
  ] as const)
    test(`an engine whose ${what} does not load is told, and can be tried again`, async ({
      page,
      workbench,
    }) => {
      await page.route(address, (route) => route.abort());
      await page.goto("/browse?src=data:mt-bench-question.jsonl");
      await expect(page.getByText(/The database engine did not load/)).toBeVisible();
      await page.unroute(address);
      await page.getByRole("button", { name: "Try again" }).click();
      await workbench.expectInView(80, 80);
    });
});

test("a file that changed on disk or disappeared says so, and can be opened again", async ({
  workbench,
  page,
}) => {
  const path = join(folder, "chat.jsonl");
  const bytes = await readFile(sharedFile("shapes/tulu3-mlt-shape.jsonl"));
  await writeFile(path, bytes);
  await workbench.openHome();
  await workbench.choose(path);
  await workbench.expectInView(300, 300);
  await workbench.openRow(1);
  await expect(workbench.messages.first()).toBeVisible();

  await writeFile(path, `${linesOf("shapes/tulu3-mlt-shape.jsonl").slice(0, 20).join("\n")}\n`);
  await utimes(path, new Date(), new Date("2031-01-01"));
  await workbench.openRow(8);
  await expect(workbench.record.getByRole("alert")).toContainText(/chat\.jsonl.*changed on disk/);
  await page.getByRole("button", { name: "Open the file again" }).click();
  await expect(page.getByRole("heading", { name: /This link opens a file/ })).toBeVisible();
  await workbench.choose(path);
  await workbench.expectInView(20, 20);
  await workbench.openRow(8);
  await expect(workbench.messages.first()).toBeVisible();

  await rm(path);
  // Not a neighbour, which may have been read ahead.
  await workbench.openRow(15);
  await expect(workbench.record.getByRole("alert")).toContainText(/chat\.jsonl.*(moved|no longer|changed)/);
});

test("a folder that is chosen or dropped takes the files in it", async ({ workbench, page }) => {
  await mkdir(join(folder, "set"));
  const lines = linesOf("shapes/tulu3-mlt-shape.jsonl");
  await writeFile(join(folder, "set", "a.jsonl"), lines.slice(0, 4).join("\n"));
  await writeFile(join(folder, "set", "b.jsonl"), lines.slice(4, 9).join("\n"));
  await writeFile(join(folder, "set", ".hidden"), "not data");
  await workbench.openHome();
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [join(folder, "set")], dragOperationsMask: 1 };
  const at = { x: 700, y: 450, data };
  await expectDropTarget(page, async () => {
    await browser.send("Input.dispatchDragEvent", { type: "dragEnter", ...at });
    await browser.send("Input.dispatchDragEvent", { type: "dragOver", ...at });
  });
  await browser.send("Input.dispatchDragEvent", { type: "drop", ...at });
  await workbench.expectInView(9, 9);
  await expect((await workbench.unfold("file name")).getByRole("checkbox")).toHaveCount(2);
});

test("of several files one may go away, and its records say so while the others open", async ({
  workbench,
}) => {
  const lines = linesOf("shapes/tulu3-mlt-shape.jsonl");
  const stays = join(folder, "stays.jsonl");
  const goes = join(folder, "goes.jsonl");
  await writeFile(stays, `${lines.slice(0, 3).join("\n")}\n`);
  await writeFile(goes, `${lines.slice(3, 6).join("\n")}\n`);
  await workbench.openHome();
  await workbench.choose(stays, goes);
  await workbench.expectInView(6, 6);
  await workbench.openRow(4);
  await expect(workbench.messages.first()).toBeVisible();
  await rm(goes);
  // Not a neighbour of the open record: those are read ahead.
  await workbench.openRow(6);
  await expect(workbench.record.getByRole("alert")).toContainText(/goes\.jsonl.*(moved|no longer|changed)/);
  await expect(workbench.record.getByRole("button", { name: "Open the file again" })).toBeVisible();
  await workbench.openRow(2);
  await expect(workbench.messages.first()).toBeVisible();
  await expect(workbench.record.getByRole("alert")).toHaveCount(0);
  await expect(workbench.grid).toHaveAttribute("aria-rowcount", "7");
});

test("a file of another server is read once the person agrees, and by nobody else's leave", async ({
  workbench,
  page,
  baseURL,
}) => {
  const body = Buffer.from(`${linesOf("shapes/tulu3-mlt-shape.jsonl").slice(0, 30).join("\n")}\n`);
  const asked: string[] = [];
  const other = createServer((request, response) => {
    asked.push(request.url ?? "");
    const isOpen = request.url === "/open.jsonl";
    const headers: Record<string, string> = isOpen
      ? {
          "Access-Control-Allow-Origin": "*",
          "Access-Control-Allow-Headers": "Range",
          "Accept-Ranges": "bytes",
        }
      : {};
    if (isOpen)
      headers["Access-Control-Expose-Headers"] = "Content-Range, Content-Length, Accept-Ranges, ETag";
    if (request.method === "OPTIONS") return response.writeHead(204, headers).end();
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "");
    if (!range) return response.writeHead(200, { ...headers, "Content-Length": body.length }).end(body);
    const start = Number(range[1]);
    const end = range[2] ? Math.min(Number(range[2]), body.length - 1) : body.length - 1;
    headers["Content-Range"] = `bytes ${start}-${end}/${body.length}`;
    return response.writeHead(206, headers).end(body.subarray(start, end + 1));
  });
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  try {
    await page.goto(`/browse?src=${encodeURIComponent(`${address}/open.jsonl`)}`);
    await expect(page.getByRole("heading", { name: "This link reads from another server" })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(`${address}/open.jsonl`);
    expect(asked).toEqual([]);
    await page.getByRole("button", { name: /^Read from 127\.0\.0\.1/ }).click();
    await workbench.expectInView(30, 30);
    await workbench.openRow(30);
    await expect(workbench.messages.first()).toBeVisible();
    expect(new Set(asked)).toEqual(new Set(["/open.jsonl"]));
    const link = await workbench.copyLink();
    expect(link.startsWith(`${baseURL}/browse?src=`)).toBe(true);
    await page.reload();
    await workbench.expectInView(30, 30);

    await test.step("an address that is typed needs no question; one that other pages may not read says so", async () => {
      await page.goto("/");
      await page.getByRole("textbox", { name: "Address of a file" }).fill("train.jsonl");
      await page.getByRole("button", { name: "Open address" }).click();
      await expect(page.getByRole("alert").filter({ hasText: "whole address" })).toBeVisible();
      await page.getByRole("textbox", { name: "Address of a file" }).fill(`${address}/closed.jsonl`);
      await page.getByRole("button", { name: "Open address" }).click();
      await expect(page.getByRole("heading", { name: "The dataset could not be opened" })).toBeVisible();
      await expect(page.getByRole("main")).toContainText(/CORS|allow other pages|other pages/);
    });
  } finally {
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
  }
});
