import { expect, type Page } from "@playwright/test";

/** Everything that this device keeps of forms that were not saved, as it lies there: bytes as Latin-1. */
export const draftsOn = (page: Page): Promise<readonly string[]> => page.evaluate(async () => {
  const databases = await indexedDB.databases();
  if (!databases.some(({ name }) => name === "ecrf drafts")) return [];
  const database = await new Promise<IDBDatabase>((done, failed) => { const asked = indexedDB.open("ecrf drafts"); asked.onsuccess = () => done(asked.result); asked.onerror = () => failed(asked.error ?? new Error("closed")); });
  const all = await new Promise<Record<string, unknown>[]>((done) => { const asked = database.transaction("drafts").objectStore("drafts").getAll(); asked.onsuccess = () => done(asked.result as Record<string, unknown>[]); });
  database.close();
  return all.map((record) => Object.values(record).map((value) => (typeof value === "object" ? new TextDecoder("latin1").decode(value as ArrayBuffer) : String(value))).join(" "));
});

/** Waits until the device keeps as many. */
export const expectDrafts = (page: Page, count: number): Promise<void> => expect(async () => expect(await draftsOn(page)).toHaveLength(count)).toPass();
