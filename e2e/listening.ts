import type { BrowserContext, Page, Response } from "@playwright/test";

const LONGEST = 4_000; // ms; a page whose scripts are kept away or never come is the journey's own matter
const known = new WeakSet<BrowserContext>();

/**
 * From here on every page of this computer is handed over once React listens, to the page and to each place for a hand in it: a press or a paste before
 * that goes nowhere, and a journey acts faster than any hand. Pages that come as text or as a file are handed over as they are.
 */
export function waitUntilItListens(context: BrowserContext): void {
  if (known.has(context)) return;
  known.add(context);
  context.pages().forEach(handOver);
  context.on("page", handOver);
}

function handOver(page: Page): void {
  const [go, reload] = [page.goto.bind(page), page.reload.bind(page)];
  page.goto = async (...given) => listening(page, await go(...given));
  page.reload = async (...given) => listening(page, await reload(...given));
}

async function listening(page: Page, answer: Response | null): Promise<Response | null> {
  if (answer?.headers()["content-type"]?.startsWith("text/html")) {
    await page.waitForFunction(() => {
      const isKnown = (node: Node) => Object.keys(node).some((key) => key.startsWith("__reactContainer") || key.startsWith("__reactProps"));
      return [document, ...document.querySelectorAll("main :is(button, input, textarea, select)")].every(isKnown);
    }, null, { timeout: LONGEST }).catch(() => null);
  }
  return answer;
}
