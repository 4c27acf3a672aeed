import { generateAceMath } from "./fixtures/acemath";
import type { GeneratedFile } from "./fixtures/generated-file";
import { generateIpw } from "./fixtures/ipw";
import { generatePreferencePairs } from "./fixtures/preference-pairs";
import { generateTuluMlt } from "./fixtures/tulu-mlt";
import { expect, test, type Workbench } from "./support/workbench";

// How the overview looks, against pictures kept in e2e/pictures. After a change that is meant to be seen:
// npm run e2e -- overview-pictures --update-snapshots=changed

const WIDTHS = [
  { name: "wide", width: 1440, height: 760 },
  { name: "phone", width: 390, height: 844 },
];
const THEMES = ["light", "dark"] as const;

test.afterEach(async ({ page }) => {
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize({ width: 1440, height: 900 });
});

async function expectPictures(workbench: Workbench, name: string): Promise<void> {
  const { page } = workbench;
  const overview = page.getByRole("region", { name: "Overview" });
  for (const { name: width, ...size } of WIDTHS) {
    await page.setViewportSize(size);
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      await expect(overview).toHaveScreenshot(`${name}-${width}-${colorScheme}.png`);
    }
  }
}

const DATASETS: readonly { name: string; file: () => GeneratedFile | undefined }[] = [
  { name: "trajectories", file: () => generateIpw({ scale: 0.005 }).full },
  { name: "labels", file: () => generateTuluMlt({ scale: 0.0004 }).train },
  { name: "pairs", file: () => generatePreferencePairs({ scale: 0.015 }) },
  { name: "mathematics", file: () => generateAceMath({ scale: 0.0001 })[0] },
];

for (const { name, file: generate } of DATASETS) {
  test(`the overview of ${name} looks as it did, in both themes, wide and on a phone`, async ({
    workbench,
  }) => {
    const file = generate();
    if (file === undefined) throw new Error(`no file of ${name}`);
    const records = Array.from({ length: file.rows }, (_, row) => file.record(row));
    await workbench.openRecords(`${name}.jsonl`, records);
    await workbench.expectRows(String(file.rows));
    await workbench.openOverview();
    await expect(workbench.figure("problems")).toHaveAttribute("aria-busy", "false");
    await expectPictures(workbench, name);
  });
}
