import type { Locator, Page } from "@playwright/test";
import { expect, test, Workbench } from "./support/workbench";

const IPW = "/browse?src=data:shapes/ipw-sft-shape.jsonl";

/** What the browser is given for a link that is opened in a tab of its own. */
async function documentAt(page: Page, link: string): Promise<string> {
  const answer = await page.request.get(link, { headers: { Accept: "text/html" } });
  return answer.text();
}

/** Each size of screen, with how the table is laid out on it. */
const SCREENS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

for (const viewport of SCREENS)
  test(`a link shows its first rows before any script, where they stay: ${viewport.width} px`, async ({
    browser,
    baseURL,
  }) => {
    const places: { x: number; y: number }[][] = [];
    for (const javaScriptEnabled of [false, true]) {
      const context = await browser.newContext({ viewport, javaScriptEnabled, ...(baseURL && { baseURL }) });
      const page = await context.newPage();
      await page.goto(IPW);
      if (javaScriptEnabled) await new Workbench(page).expectInView(300, 300);
      const table = javaScriptEnabled
        ? page.getByRole("grid", { name: "Rows" })
        : page.getByRole("table", { name: "First rows" });
      const texts = [
        table.getByRole("columnheader", { name: "category" }).getByText("category"),
        table.getByText("traj_27fb57e9"),
        table.getByText("traj_0a05eeb8"),
      ];
      const boxes = await Promise.all(texts.map((text) => text.boundingBox()));
      places.push(boxes.map((box) => ({ x: box?.x ?? -1, y: box?.y ?? -1 })));
      await context.close();
    }
    expect(places[0]).toEqual(places[1]);
  });

/** The link of a row is set to the middle of it. */
const ROW_SLACK_PX = 8;

function gate(): { passed: Promise<void>; open: () => void } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

/** Opens a link whose page comes, but not the workbench, until it is let go; its scripts after `scripts`. */
async function openHeld(page: Page, scripts = Promise.resolve()): Promise<() => void> {
  const workbench = gate();
  // What the page itself names comes; the workbench is loaded by what runs.
  let named = "";
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    const isNamed = named.includes(new URL(route.request().url()).pathname);
    await (isNamed ? scripts : workbench.passed);
    await route.continue();
  });
  named = await documentAt(page, IPW);
  await page.goto(IPW, { waitUntil: "commit" });
  return workbench.open;
}

/** Waits for React: until it listens, a link is a link. */
async function isListenedTo(link: Locator): Promise<void> {
  await expect
    .poll(() => link.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__react"))))
    .toBe(true);
}

test("a row that is clicked before the workbench is there is open once it is", async ({
  page,
  workbench,
}) => {
  const letGo = await openHeld(page);
  const table = page.getByRole("table", { name: "First rows" });
  await table.getByRole("link", { name: "3", exact: true }).click();
  await expect(page).toHaveURL(/row=3/);
  await expect(table).toBeVisible();
  letGo();
  await expect(workbench.record).toBeVisible();
  await expect(workbench.row(3)).toHaveAttribute("aria-selected", "true");
  await expect(table).toHaveCount(0);
});

test("a row that is pressed as the workbench takes over is open once it is let go", async ({
  page,
  workbench,
}) => {
  const letGo = await openHeld(page);
  const link = page.getByRole("table", { name: "First rows" }).getByRole("link", { name: "3", exact: true });
  await isListenedTo(link);
  await link.hover();
  await page.mouse.down();
  letGo();
  await expect(workbench.row(3)).toBeVisible();
  await page.mouse.up();
  await expect(workbench.row(3)).toHaveAttribute("aria-selected", "true");
});

test("a row that is pressed before any script runs is open once it is let go", async ({
  page,
  workbench,
}) => {
  const scripts = gate();
  const letGo = await openHeld(page, scripts.passed);
  const link = page.getByRole("table", { name: "First rows" }).getByRole("link", { name: "3", exact: true });
  await link.hover();
  await page.mouse.down();
  scripts.open();
  await isListenedTo(link);
  await page.mouse.up();
  letGo();
  await expect(workbench.row(3)).toHaveAttribute("aria-selected", "true");
});

test("rows that are scrolled before any script runs stay where they are", async ({ page, workbench }) => {
  const scripts = gate();
  const letGo = await openHeld(page, scripts.passed);
  const table = page.getByRole("table", { name: "First rows" });
  const link = table.getByRole("link", { name: "3", exact: true });
  await expect(link).toBeVisible();
  // Few rows fit, so that there is something to scroll.
  await page.setViewportSize({ width: 1000, height: 500 });
  await link.hover();
  await page.mouse.wheel(0, 280);
  await expect(link).not.toBeInViewport();
  const placeOf = async (row: Locator) => Math.round((await row.boundingBox())?.y ?? 0);
  const twentieth = table.getByRole("link", { name: "20", exact: true });
  await expect.poll(() => placeOf(twentieth)).toBeLessThan(400);
  const before = await placeOf(twentieth);
  scripts.open();
  await isListenedTo(twentieth);
  letGo();
  await expect(workbench.row(20)).toBeVisible();
  await expect(table).toHaveCount(0);
  expect(Math.abs((await placeOf(workbench.row(20))) - before)).toBeLessThanOrEqual(ROW_SLACK_PX);
});

test("one of the first rows of Parquet opens before its file has been looked at", async ({
  page,
  workbench,
}) => {
  const path = "shapes/tulu3-preference-shape.parquet";
  const footer = gate();
  await page.route(`**/data/${path}`, async (route) => {
    const [start = 0, end = 0] =
      ((await route.request().headerValue("range")) ?? "").match(/\d+/g)?.map(Number) ?? [];
    // Who takes the file for a text asks for a few bytes of its beginning.
    if (end - start > 1000) await footer.passed;
    await route.continue();
  });
  await page.goto(`/browse?src=data:${path}&row=3`);
  await expect(workbench.record).toBeVisible();
  // Time for whoever does not wait for the footer to say so.
  await page.waitForTimeout(500);
  await expect(workbench.record.getByRole("alert")).toHaveCount(0);
  footer.open();
  await expect(workbench.messages.first()).toBeVisible();
});

test("a link that filters, sorts or opens a record further down comes without them", async ({ page }) => {
  for (const part of ["", "&row=3"]) expect(await documentAt(page, IPW + part)).toContain("First rows");
  for (const part of [
    "row=200",
    "row=id:traj_27fb57e9",
    "q=age",
    "sort=category",
    "f=category~is~Algebra",
    "tab=overview",
  ])
    expect(await documentAt(page, `${IPW}&${part}`)).not.toContain("First rows");
});
