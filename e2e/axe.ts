import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Off by default in axe, and part of WCAG 2.2 AA: 24 px, or as much room around. */
const TARGET_SIZE = { "target-size": { enabled: true } };
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** What axe finds, one line a node. In dark only what colours change is asked again. */
export async function violations(page: Page, scheme: "light" | "dark"): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" }); // colours are there at once
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"], rules: TARGET_SIZE }).setLegacyMode(true); // no frames here, so no second page to open
  const { violations: found } = await (scheme === "dark" ? axe.withRules(OF_COLOURS) : axe).analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${scheme} ${page.url()} ${id}: ${html.slice(0, 160)} ${failureSummary?.replaceAll("\n", " ") ?? ""}`));
}

/** In both themes. */
export const inBoth = async (page: Page): Promise<readonly string[]> => [...(await violations(page, "light")), ...(await violations(page, "dark"))];
