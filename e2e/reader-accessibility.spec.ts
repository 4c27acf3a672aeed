import { axeFindings, contrastFindings } from "./support/axe-findings";
import { note, writeNote } from "./support/marks";
import { expect, test, type Workbench } from "./support/workbench";

test.afterEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: null });
});

const RECORD = 'section[aria-label="Record"]';

async function openSample(workbench: Workbench, name: string, rest: string): Promise<void> {
  await workbench.goTo(`/browse?src=sample:${name}&${rest}`);
  await expect(workbench.messages.first()).toBeVisible();
}

const fileOf = (records: readonly unknown[]) => ({
  name: "some.jsonl",
  mimeType: "application/json",
  buffer: Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join("")),
});

test("axe finds nothing serious in any state of the reader", async ({ workbench, page }) => {
  test.slow();
  const { record } = workbench;
  const expectClean = async (state: string, part = RECORD) => {
    expect.soft(await axeFindings(page, part), state).toEqual([]);
  };
  // Of the states that have colours of their own.
  const expectContrast = async (state: string, part = RECORD) => {
    expect.soft(await contrastFindings(page, part), state).toEqual([]);
  };

  await test.step("folded by role, with characters that are not seen", async () => {
    const toggle = async () => {
      await page.getByRole("button", { name: "How to read" }).click();
      await page.getByRole("menuitemcheckbox", { name: "Fold tool results" }).click();
      await page.getByRole("menuitemcheckbox", { name: "Show invisible characters" }).click();
      await page.keyboard.press("Escape");
    };
    await openSample(workbench, "airline-tool-calls.json", "row=1");
    await page.keyboard.press("j");
    await expect(record).toContainText("Same system prompt as in row 1");
    await toggle();
    await expectClean("folded by role");
    await expectContrast("folded by role");
    await toggle();
  });

  await openSample(workbench, "airline-tool-calls.json", "row=2");
  await expectClean("tool calls");
  await page.keyboard.press("e");
  await expectClean("all folded parts open");
  await expectContrast("all folded parts open");
  await page.keyboard.press("n");
  await expect(record.locator("article:focus")).toBeVisible();
  await expectClean("a message in focus");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("the");
  await expect(record.getByRole("status", { name: "Matches" })).toContainText(" of ");
  await expectClean("find in the record");
  await expectContrast("find in the record");
  await page.keyboard.press("Escape");
  await page.keyboard.press("x");
  await expect(record.getByRole("tree")).toBeVisible();
  await expectClean("raw record as a tree");
  await expectContrast("raw record as a tree");
  await record.getByRole("button", { name: "Exact text", exact: true }).click();
  await expectClean("raw record as exact text");
  await page.keyboard.press("x");
  await workbench.goTo(page.url().replace(/&msg=\d+/, "&msg=999"));
  await expect(record).toContainText("does not exist");
  await expectClean("a message that does not exist");

  await test.step("marks", async () => {
    await page.keyboard.press("s");
    await page.keyboard.press("2");
    await page.keyboard.press("m");
    await expect(note(page)).toBeFocused();
    await page.keyboard.type("a note");
    await expectClean("a note being written");
    await page.keyboard.press("Escape");
    await record.getByRole("button", { name: "Names of flags, your name" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectClean("names of flags", '[role="dialog"]');
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await expectClean("the menu of exports", '[role="menu"]');
    await page.getByRole("menuitem", { name: "Marks as JSONL" }).click();
    await expect(page.getByRole("dialog", { name: "Export marks" })).toBeVisible();
    await expectClean("the question for a name", '[role="dialog"]');
    await page.keyboard.press("Escape");
    const row = await page.evaluate(() => new URLSearchParams(location.search).get("row"));
    const id = row?.startsWith("id:") ? row.slice(3) : null;
    const dataset = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          indexedDB.open("loupe").onsuccess = ({ target }) => {
            const { result } = target as IDBOpenDBRequest;
            result.transaction("marks").objectStore("marks").getAll().onsuccess = (event) => {
              resolve(String((event.target as IDBRequest<{ dataset: string }[]>).result[0]?.dataset));
              result.close();
            };
          };
        }),
    );
    const line = { id, row: 2, dataset, author: "Bo", star: true, flags: ["loop"], note: "by Bo" };
    await page.getByLabel("Marks file").setInputFiles(fileOf([line, { id: "nobody" }]));
    await expect(page.getByRole("dialog", { name: "Import marks" })).toContainText("Both sides are kept");
    await expectClean("a merge", '[role="dialog"]');
    await expectContrast("a merge", '[role="dialog"]');
    await page.getByRole("textbox", { name: "Your name" }).fill("Ada");
    await page.getByRole("button", { name: "Merge 1 mark" }).click();
    await expect(record.getByRole("list", { name: "Marks of others" })).toBeVisible();
    await expectClean("marks of several people");
    await expectContrast("marks of several people");
  });

  await openSample(workbench, "preference-pairs.parquet", "row=2");
  await expectClean("a preference pair");
  await expectContrast("a preference pair");
  await openSample(workbench, "maths-latex.jsonl", "row=2");
  await expect(record.getByRole("math").first()).toBeAttached();
  await expectClean("maths");
  await openSample(workbench, "length-labels.jsonl", "row=1");
  await expectClean("length labels");
  await expectContrast("length labels");
  await openSample(workbench, "agent-trajectories.jsonl", "row=3");
  await expectClean("an agent's steps");
  await expectContrast("an agent's steps");
  await record.getByRole("switch", { name: "Exact text" }).click();
  await expectClean("exact text");
  await record.getByRole("switch", { name: "Exact text" }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectClean("on a phone");
  await page.setViewportSize({ width: 1440, height: 900 });
  await workbench.searchFor("zzzz nowhere");
  await expect(record).toContainText("not in view");
  await expectClean("a record that is not in view");

  await test.step("a record without messages", async () => {
    await workbench.openHome();
    await page.getByLabel("Open files").setInputFiles(fileOf([{ a: 1, b: { c: [true, null, "x"] } }]));
    await workbench.expectRows("1");
    await workbench.openRow(1);
    await expect(record).toContainText("No messages were found");
    await expectClean("no messages");
  });

  await test.step("a record that is on its way, and one that cannot be read", async () => {
    let fail = () => {};
    const failed = new Promise<void>((resolve) => {
      fail = resolve;
    });
    await workbench.goTo("/browse?src=sample:length-labels.jsonl");
    await workbench.expectInView(90, 90);
    await workbench.indexed();
    await page.route("**/samples/length-labels.jsonl", async (route) => {
      await failed;
      await route.abort();
    });
    await workbench.row(20).click();
    await expect(record).toHaveAttribute("aria-busy", "true");
    await expectClean("on its way");
    fail();
    await expect(record.getByRole("alert")).toBeVisible();
    await expectClean("not to be read");
    await expectContrast("not to be read");
  });
});

test("everything in the reader is reached by Tab, and shows that it is", async ({ workbench, page }) => {
  test.slow();
  for (const address of [
    "airline-tool-calls.json&row=2",
    "preference-pairs.parquet&row=2",
    "agent-trajectories.jsonl&row=3",
  ]) {
    await workbench.goTo(`/browse?src=sample:${address}`);
    await expect(workbench.messages.first()).toBeVisible();
    await workbench.indexed();
    await page.keyboard.press("s");
    await writeNote(page, "note");
    // From the first thing in the reader to the last; what a list holds is reached by its arrow keys.
    await workbench.record.evaluate((record) => {
      const first = record.querySelector<HTMLElement>("button:not([disabled])");
      first?.focus();
      first?.setAttribute("data-visited", "");
    });
    const unmarked: string[] = [];
    for (let presses = 0; presses < 400; presses++) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate((part) => {
        const element = document.activeElement;
        if (!(element instanceof HTMLElement) || element.closest(part) === null) return "left";
        if (element.hasAttribute("data-visited")) return "again";
        element.setAttribute("data-visited", "");
        const marked = [element, element.parentElement, element.nextElementSibling].some((one) => {
          if (!one) return false;
          const { outlineStyle, outlineWidth } = getComputedStyle(one);
          return outlineStyle !== "none" && outlineWidth !== "0px";
        });
        return marked ? "marked" : `${element.tagName} ${element.ariaLabel ?? element.textContent}`;
      }, RECORD);
      if (seen === "left") break;
      expect(seen, "Tab goes round in the reader").not.toBe("again");
      if (seen !== "marked") unmarked.push(seen);
    }
    expect(unmarked, address).toEqual([]);
    const missed = await workbench.record.evaluate((record) =>
      [
        ...record.querySelectorAll<HTMLElement>(
          "button, a[href], input, select, textarea, summary, [tabindex]",
        ),
      ]
        .filter((element) => element.tabIndex >= 0 && !element.matches(":disabled, [aria-hidden=true]"))
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .filter((element) => !element.hasAttribute("data-visited"))
        .map((element) => element.outerHTML.slice(0, 160)),
    );
    expect(missed, address).toEqual([]);
  }
});
