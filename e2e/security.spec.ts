import { sharedFile } from "./support/shared-data";
import { watchNetwork } from "./support/watch-network";
import { expect, test } from "./support/workbench";

test.use({ ownContext: true, pageStart: "new-keeping" });

test("no other origin is asked for anything, no message runs anything, and the policy would stop it", async ({
  workbench,
  context,
  page,
  baseURL,
}) => {
  test.slow();
  const watch = await watchNetwork(context);
  let dialogs = 0;
  page.on("dialog", (dialog) => {
    dialogs++;
    void dialog.dismiss();
  });

  await test.step("a tour of the app asks no other origin for anything and breaks no policy", async () => {
    await workbench.openHome();
    await page.getByRole("link", { name: /Agent trajectories/ }).click();
    await workbench.expectRows("67");
    await workbench.openRow(1);
    await expect(workbench.messages.first()).toBeVisible();
    await page.keyboard.press("x");
    await workbench
      .facet("success")
      .getByRole("checkbox", { name: /^false/ })
      .click();
    await expect(workbench.rowsInView).toContainText("3 of 67 rows");
    await workbench.searchFor("recipe");
    await expect(workbench.chips).toHaveCount(2);
    await page.getByRole("button", { name: "Clear all", exact: true }).click();
    await workbench.expectInView(67, 67);
    await workbench.typeBound("num_turns", "From", "2");
    await workbench.header("category").click();
    await expect(workbench.chips).toHaveCount(1);
    expect(await workbench.copyLink()).toContain("sort=category");
    expect(await workbench.exportAs("Records as JSONL, unchanged")).toContain('"category"');
    expect(await workbench.exportAs("Columns as CSV")).toContain("category");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Column roles" }).click();
    await page.keyboard.press("Escape");
    await page.goBack();

    for (const [sample, rows] of [
      ["preference-pairs.parquet", "300"],
      ["maths-latex.jsonl", "173"],
      ["airline-tool-calls.json", "24"],
      ["length-labels.jsonl", "90"],
    ] as const) {
      await workbench.goTo(`/browse?src=sample:${sample}`);
      await workbench.expectRows(rows);
      await workbench.openRow(2);
      await expect(workbench.messages.first()).toBeVisible();
    }

    await workbench.openHome();
    await page.getByRole("link", { name: /shapes\/acemath-shape\.parquet/ }).click();
    await workbench.expectInView(1500, 1500);
    await workbench.searchFor("apples");
    await expect(workbench.chips).toHaveCount(1);

    // A file of the person's own, packed, and one full of markup.
    await workbench.open("hh-rlhf-harmless-test.jsonl.gz");
    await workbench.expectRows("2,312");
    await workbench.openRow(1);
    await workbench.choose(sharedFile("corrupt/odd-keys.jsonl"));
    await workbench.expectRows("6");
    await workbench.openRow(3);
    await expect(workbench.record).toBeVisible();

    expect(watch.requests.filter((url) => new URL(url).origin !== baseURL)).toEqual([]);
    expect(watch.requests.some((url) => url.includes("/vendor/duckdb-eh."))).toBe(true);
    expect(watch.violations).toEqual([]);
  });

  await test.step("a record full of markup runs nothing, loads nothing and stays inside its panel", async () => {
    const hostile = [
      "<script>alert(1)</script><img src=https://evil.example/p.png onerror=alert(2)>",
      "[click](javascript:alert(3)) ![pixel](https://evil.example/q.png) <https://evil.example/auto>",
      "<style>body{display:none}</style><iframe src=https://evil.example/></iframe>",
      '<div style="position:fixed;inset:0;z-index:99999;background:red">over everything</div>',
      "$\\href{javascript:alert(4)}{x}$ $\\includegraphics{https://evil.example/r.png}$",
      "```html\n<svg onload=alert(5)>\n```",
      "\u202etxet desrever\u202c \u0000 \u200b",
    ].join("\n\n");
    const record = { category: hostile, messages: [{ role: "user", content: hostile }] };
    await workbench.openHome();
    await page.getByLabel("Open files").setInputFiles({
      name: "<img src=x onerror=alert(6)>.jsonl",
      mimeType: "application/json",
      buffer: Buffer.from(`${JSON.stringify(record)}\n${JSON.stringify(record)}\n`),
    });
    await workbench.expectInView(2, 2);
    await workbench.openRow(1);
    const message = workbench.messages.first();
    await expect(message).toContainText("<script>alert(1)</script>");
    await expect(message).toContainText("over everything");
    await expect(message.getByRole("img", { name: "pixel" })).toHaveCount(0);
    await expect(
      message.locator("script, style, iframe, object, embed, form, img, [onerror], [onload]"),
    ).toHaveCount(0);
    await expect(message.locator('[href^="javascript:" i], [style*="fixed"]')).toHaveCount(0);
    await page.keyboard.press("x");
    await workbench.record.getByRole("button", { name: "Exact text", exact: true }).click();
    await expect(workbench.record).toContainText("<iframe");
    await expect(workbench.grid).toBeVisible();
    expect(dialogs).toBe(0);
    expect(watch.requests.filter((url) => new URL(url).origin !== baseURL)).toEqual([]);
    expect(watch.violations).toEqual([]);
  });

  await test.step("a page that is not there keeps to the policy as well", async () => {
    await page.goto("/no-such-page");
    await expect(page.getByRole("heading")).toBeVisible();
    expect(watch.requests.filter((url) => new URL(url).origin !== baseURL)).toEqual([]);
    expect(watch.violations).toEqual([]);
  });

  await test.step("the policy stops scripts, pictures and connections that a message could smuggle in", async () => {
    await workbench.openHome();
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
});

test("a link to a URL lets the page reach that origin and no other", async ({ request }) => {
  const policyOf = async (address: string): Promise<string> =>
    (await request.get(address)).headers()["content-security-policy"] ?? "";
  const source = encodeURIComponent("https://data.example:8443/train.jsonl");
  expect(await policyOf(`/browse?src=${source}`)).toContain("connect-src 'self' https://data.example:8443;");
  expect(await policyOf(`/browse?src=sample:maths-latex.jsonl`)).toContain("connect-src 'self';");
  expect(await policyOf(`/?src=${source}`)).toContain("connect-src 'self';");
});
