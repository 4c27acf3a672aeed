import { sharedFile } from "./support/shared-data";
import { watchNetwork } from "./support/watch-network";
import { expect, test } from "./support/workbench";

test("a tour of the app asks no other origin for anything and breaks no policy", async ({
  workbench,
  context,
  page,
  baseURL,
}) => {
  test.slow();
  const watch = await watchNetwork(context);

  await workbench.openHome();
  await page.getByRole("link", { name: /agent-trajectories\.jsonl/ }).click();
  await workbench.expectRows("67");
  await workbench.openRow(1);
  await expect(workbench.messages.first()).toBeVisible();
  await page.keyboard.press("x");
  await workbench
    .facet("success")
    .getByRole("checkbox", { name: /^false/ })
    .click();
  await expect(workbench.rowsInView).toContainText("3 of 67 rows");
  await workbench.search.fill("recipe");
  await page.keyboard.press("Enter");

  for (const [sample, rows] of [
    ["preference-pairs.parquet", "300"],
    ["maths-latex.jsonl", "173"],
    ["airline-tool-calls.json", "24"],
    ["length-labels.jsonl", "90"],
  ] as const) {
    await page.goto(`/browse?src=sample:${sample}`);
    await workbench.expectRows(rows);
    await workbench.openRow(2);
    await expect(workbench.messages.first()).toBeVisible();
  }

  // A file of the person's own, packed, and one full of markup.
  await workbench.open("hh-rlhf-harmless-test.jsonl.gz");
  await workbench.expectRows("2,312");
  await workbench.openRow(1);
  await workbench.choose(sharedFile("corrupt/odd-keys.jsonl"));
  await workbench.expectRows("6");
  await workbench.openRow(3);
  await expect(workbench.record).toBeVisible();

  await page.goto("/no-such-page");
  await expect(page.getByRole("heading")).toBeVisible();

  expect(watch.requests.filter((url) => new URL(url).origin !== baseURL)).toEqual([]);
  expect(watch.requests.some((url) => url.includes("/vendor/duckdb-eh."))).toBe(true);
  expect(watch.violations).toEqual([]);
});

test("the policy stops scripts, pictures and connections that a message could smuggle in", async ({
  context,
  page,
}) => {
  const watch = await watchNetwork(context);
  await page.goto("/");
  const outcome = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "window.smuggled = true";
    document.body.append(script);
    const image = new Image();
    const isStopped = new Promise<boolean>((resolve) => {
      image.onerror = () => resolve(true);
      image.onload = () => resolve(false);
    });
    image.src = "https://images.example/pixel.png";
    document.body.append(image);
    const fetched = await fetch("https://collect.example/").then(
      () => true,
      () => false,
    );
    return { ran: "smuggled" in window, isImageStopped: await isStopped, fetched };
  });
  expect(outcome).toEqual({ ran: false, isImageStopped: true, fetched: false });
  await expect
    .poll(() => watch.violations.filter((text) => text.startsWith("script-src")).length)
    .toBeGreaterThan(0);
  expect(watch.violations.some((text) => text.startsWith("img-src"))).toBe(true);
  expect(watch.violations.some((text) => text.startsWith("connect-src"))).toBe(true);
});

test("a link to a URL lets the page reach that origin and no other", async ({ request }) => {
  const policyOf = async (address: string): Promise<string> =>
    (await request.get(address)).headers()["content-security-policy"] ?? "";
  const source = encodeURIComponent("https://data.example:8443/train.jsonl");
  expect(await policyOf(`/browse?src=${source}`)).toContain("connect-src 'self' https://data.example:8443;");
  expect(await policyOf(`/browse?src=sample:maths-latex.jsonl`)).toContain("connect-src 'self';");
  expect(await policyOf(`/?src=${source}`)).toContain("connect-src 'self';");
});
