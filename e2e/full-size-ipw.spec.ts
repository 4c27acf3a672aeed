import { readIpwCard } from "./fixtures/cards";
import { generatedIpw } from "./support/generated-files";
import { expect, test, type Workbench } from "./support/workbench";

// The two files at their published size; what the card says of them must be on the screen.

const card = readIpwCard();
const CATEGORIES = card.totals.categories;

// In order: two such files at a time are too much for a small machine, and the third test finds its file open.
test.describe.configure({ mode: "default" });

async function openGenerated(workbench: Workbench, which: "deduped" | "full"): Promise<void> {
  await workbench.openHome();
  await workbench.choose(await generatedIpw(which));
  await workbench.indexed();
  await expect(workbench.page.getByRole("progressbar", { name: "Reading" })).toHaveCount(0);
}

async function expectTeachers(workbench: Workbench, counts: Record<string, number>): Promise<void> {
  const teachers = workbench.facet("teacher_model");
  for (const [model, rows] of Object.entries(counts)) {
    const name = `${model}, ${rows.toLocaleString("en-US")}`;
    await expect(teachers.getByRole("checkbox", { name, exact: true })).toBeVisible();
  }
}

async function expectCategories(workbench: Workbench): Promise<void> {
  const categories = workbench.facet("category");
  for (const [category, rows] of Object.entries(card.top_categories)) {
    const name = `${category}, ${rows.toLocaleString("en-US")}`;
    const value = categories.getByRole("checkbox", { name, exact: true });
    await value.scrollIntoViewIfNeeded();
    await expect(value).toBeVisible();
  }
  await expect(categories).toContainText(CATEGORIES.toLocaleString("en-US"));
}

/** Lines of the table under a heading of a dataset card. */
function tableOf(text: string, heading: string): string[] {
  const section = text.split("\n## ").find((part) => part.startsWith(`${heading}\n`)) ?? "";
  return section.split("\n").filter((line) => line.startsWith("|"));
}

/** The tables of the published card, from a dataset card of all rows. */
function expectPublishedTables(text: string, rows: string, teachers: Record<string, number>): void {
  const details = tableOf(text, "Dataset Details");
  expect(details).toContain(`| Samples | ${rows} |`);
  expect(details).toContain(`| Categories | ${CATEGORIES.toLocaleString("en-US")} |`);
  expect(details).toContain(`| Average turns | ${card.totals.average_turns} |`);
  const counts = (lines: string[]) => lines.slice(2).map((line) => line.split(" | ").slice(0, 2).join(" | "));
  const published = (table: Record<string, number>) =>
    Object.entries(table).map(([value, count]) => `| ${value} | ${count.toLocaleString("en-US")}`);
  expect(counts(tableOf(text, "Teacher Model Breakdown"))).toEqual(published(teachers));
  expect(counts(tableOf(text, "Top Categories"))).toEqual(published(card.top_categories));
}

test("the deduplicated file shows its rows, teachers and categories", async ({ workbench }) => {
  const rows = card.files["all_correct_trajectories_deduped.jsonl"].rows.toLocaleString("en-US");
  await openGenerated(workbench, "deduped");
  await workbench.expectRows(rows);
  await expect(workbench.dataset).toContainText("all_correct_trajectories_deduped.jsonl");
  const teachers = {
    "vllm:kimi-k2@8001": card.teacher_models["Kimi-K2 (1T MoE)"],
    "anthropic:claude-sonnet": card.teacher_models["Claude Sonnet (regraded)"],
    "anthropic:claude-opus": card.teacher_models["Claude Opus"],
  };
  await expectTeachers(workbench, teachers);
  await expectCategories(workbench);
  expectPublishedTables(await workbench.copyCard(), rows, teachers);

  await test.step("against the larger file: all its records are in both, 565 only in the second", async () => {
    await workbench.compareWith(await generatedIpw("full"));
    await expect(workbench.recordKind("In both, the same")).toContainText(/44,301100% of A · 98\.7% of B/);
    await expect(workbench.recordKind("In both, different")).toContainText(/different0/);
    await expect(workbench.recordKind("Only in A")).toContainText(/Only in A0/);
    await expect(workbench.recordKind("Only in B")).toContainText(/5651\.3% of B/);
    // The larger file holds 575 Opus rows, of which the smaller has 10.
    const models = workbench.compare.getByRole("figure", { name: "teacher_model" });
    await models.scrollIntoViewIfNeeded();
    await expect(
      models.getByRole("option", {
        name: /^anthropic:claude-opus: A 10 of 44,301 rows, 0\.02%; B 575 of 44,866 rows, 1\.28%; difference \+1\.26 pp, B is 56\.8 × A$/,
      }),
    ).toBeVisible();
    // What each side's teachers took and how they did stands below their bars.
    for (const side of ["A", "B"])
      await expect(models).toContainText(
        new RegExp(`${side}: [\\d.]+% success · on average [\\d.]+ tokens · `),
      );
  });
});

test("the larger file shows its rows, all 575 Opus rows and the same categories", async ({ workbench }) => {
  const rows = card.files["all_correct_trajectories.jsonl"].rows.toLocaleString("en-US");
  await openGenerated(workbench, "full");
  await workbench.expectRows(rows);
  await expect(workbench.dataset).toContainText(`${rows} rows · 157 MB · all_correct_trajectories.jsonl`);
  const teachers = {
    "vllm:kimi-k2@8001": card.teacher_models["Kimi-K2 (1T MoE)"],
    "anthropic:claude-sonnet": card.teacher_models["Claude Sonnet (regraded)"],
    "anthropic:claude-opus": 575,
  };
  await expectTeachers(workbench, teachers);
  await expectCategories(workbench);
  // The larger file has 575 Opus rows, of which the card counts 10.
  const byCount = Object.fromEntries(Object.entries(teachers).sort(([, a], [, b]) => b - a));
  expectPublishedTables(await workbench.copyCard(), rows, byCount);

  await test.step("a category filters the rows and the other facets", async () => {
    const olympiads = card.top_categories["Math Olympiads"] ?? 0;
    await workbench
      .facet("category")
      .getByRole("checkbox", { name: /^Math Olympiads, / })
      .click();
    await expect(workbench.rowsInView).toHaveText(`${olympiads.toLocaleString("en-US")} of ${rows} rows`);
    await expect(workbench.grid).toHaveAttribute("aria-rowcount", String(olympiads + 1));
  });

  await test.step("the dataset card speaks of what is in view", async () => {
    const text = await workbench.copyCard();
    const olympiads = (card.top_categories["Math Olympiads"] ?? 0).toLocaleString("en-US");
    expect(text).toContain(
      `Counted over ${olympiads} of ${rows} samples (9.0%): those where category is Math Olympiads.`,
    );
    expect(tableOf(text, "Top Categories").slice(2)).toEqual([`| Math Olympiads | ${olympiads} | 100.0% |`]);
    expect(text).toContain("| `conversations` | `list<struct<role: string, content: string");
  });
});

test("all rows scroll to the very end, by keyboard and by wheel", async ({ workbench, page }) => {
  await openGenerated(workbench, "full");
  await workbench.expectInView(44_866, 44_866);

  await workbench.grid.focus();
  await page.keyboard.press("Control+End");
  const last = workbench.row(44_866);
  await expect(last).toBeVisible();
  await expect(last.getByRole("rowheader")).toHaveText("44,866");
  await expect(last.getByRole("rowheader")).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(workbench.record).toContainText("44,866 of 44,866");
  await expect(workbench.messages.first()).toBeVisible();
  await page.keyboard.press("Escape");

  await workbench.grid.focus();
  await page.keyboard.press("Control+Home");
  await expect(workbench.row(1)).toBeInViewport();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  await expect(workbench.row(1)).not.toBeInViewport();
  await page.keyboard.press("Control+Home");

  await workbench.grid.hover();
  await page.mouse.wheel(0, 10_000_000);
  await expect(last.getByRole("rowheader")).toBeInViewport({ ratio: 1 });

  await test.step("while messages are searched the charts say that they are of the view before", async () => {
    await workbench.openOverview();
    const overview = page.getByRole("region", { name: "Overview" });
    // The search may be over before a test looks.
    await overview.evaluate((section) => {
      const words = new Set<string>();
      Object.assign(window, { loupeWords: words });
      const note = () => words.add(section.querySelector("[role=status]")?.textContent ?? "");
      new MutationObserver(note).observe(section, { subtree: true, childList: true, characterData: true });
    });
    await workbench.searchFor("river");
    await expect(workbench.rowsInView).not.toHaveText("44,866 of 44,866 rows");
    await expect(overview.getByRole("status").first()).toHaveText("");
    const words = await page.evaluate(() => [...(Reflect.get(window, "loupeWords") as Set<string>)]);
    expect(words).toContain("Charts stay as they were until the search is done.");
    await expect(overview.locator("[data-behind=true]")).toHaveCount(0);
  });
});
