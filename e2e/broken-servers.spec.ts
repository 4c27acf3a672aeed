import type { Page } from "@playwright/test";
import { type OtherServer, serveInPart } from "./support/other-server";
import { sharedFile } from "./support/shared-data";
import { expect, test } from "./support/workbench";

// 7,473 rows in 4.17 MB, of which the server gives a part.
const FILE = sharedFile("gsm8k-train.jsonl");

let server: OtherServer | undefined;

test.afterEach(() => server?.close());

async function openFrom({ address }: OtherServer, page: Page): Promise<void> {
  await page.goto(`/browse?src=${encodeURIComponent(address)}`);
  await page.getByRole("button", { name: /^Read from / }).click();
}

test("bytes that never come hold up no others", async ({ workbench, page }) => {
  server = await serveInPart(FILE, 1_670_000, "hangs");
  await openFrom(server, page);
  await expect(workbench.rowsInView).toHaveText("2,367 of 2,367 rows so far");
  await workbench.openRow(2);
  await expect(workbench.messages.first()).toBeVisible();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await expect(workbench.dataset).toHaveText(/^2,367 rows · reading was cancelled at 31\.\d% · /);
});

test("a file whose connection breaks does not pass for a whole one", async ({ workbench, page }) => {
  server = await serveInPart(FILE, 2_200_000, "breaks");
  await openFrom(server, page);
  // Some of the chunk that broke is there: it began at 31 %.
  await expect(workbench.dataset).toHaveText(/^3,\d{3} rows · reading stopped at 44\.\d% · 4\.17 MB · /);
  const notice = page
    .getByRole("alert")
    .filter({ hasText: "file.jsonl could not be read: the connection to" });
  await expect(notice).toContainText("What stands before is here: the first 1.85 MB.");
  await page.getByRole("list", { name: "Notices" }).getByRole("button", { name: "Dismiss" }).click();
  await expect(notice).toHaveCount(0);
  await expect(workbench.dataset).toContainText("reading stopped at");
  const report = await workbench.loadReport();
  await expect(report).toContainText(/Reading stopped at 44\.\d% \(1\.85 MB of 4\.17 MB\)/);
  await report.getByRole("button", { name: "Close load report" }).click();

  server.mend();
  await page.getByRole("button", { name: "Read again" }).click();
  await workbench.expectInView(7473, 7473);
  await expect(workbench.dataset).toHaveText(/^7,473 rows · 4\.17 MB · /);
});
