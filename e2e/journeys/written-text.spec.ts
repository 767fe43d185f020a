import { randomUUID } from "node:crypto";
import { expect, test, type Page } from "@playwright/test";
import { forms } from "@/lib/study/study";
import { asAdministrator } from "../administrator";
import { company, cookieOf, newPatient } from "../company";
import { actionId, callAction } from "@/ops/testing/raw-action";

const people = company("carl", "dana", "ada", "mona", "ingo");
/** What has run elsewhere when somebody wrote it into a text. Each would set a mark, open a dialog, or ask for an address that nobody serves. */
const PAYLOADS = [
  "<script>window.owned=1</script>", "<img src=x onerror=window.owned=2>", "<svg/onload=window.owned=3>", "\"><b onmouseover=window.owned=4>x", "'-alert(5)-'", "javascript:window.owned=6",
  "</textarea><script>window.owned=7</script>", "{{constructor.constructor('window.owned=8')()}}", "[x](javascript:window.owned=9)", "</script><script>window.owned=10</script>", "<iframe srcdoc='<script>parent.owned=11</script>'>", "\u202Etxet\u202C <!-- ]]> &lt;b&gt;",
] as const;
const TOGETHER = PAYLOADS.join(" ");

let at: string;
let number: string;
let patientId: string;
const rows = async (query: string, values: readonly unknown[] = []) => asAdministrator(async (database) => (await database.query(query, [...values])).rows as Record<string, string>[]);
async function act(who: Page, name: string, input: object, base: string, reason: string | null = null) {
  const { value } = await callAction(`${base}/sign-in`, actionId(name), [{ requestId: randomUUID(), reason, ...input }], { origin: base, cookie: await cookieOf(who) });
  return value as { ok: boolean; value?: Record<string, string>; fault?: unknown };
}
async function done(...call: Parameters<typeof act>) {
  const result = await act(...call);
  expect(result, call[1]).toMatchObject({ ok: true });
  return result.value;
}
const textsOf = (formId: string) => Object.entries(forms.findLast(({ id }) => id === formId)?.fields ?? {}).filter(([, field]) => field.kind === "text" && !("given" in field && field.given)).map(([name]) => name);

test.beforeAll(async ({ baseURL }) => {
  at = baseURL ?? "";
  number = await newPatient(people.carl);
  patientId = (await rows("SELECT id FROM app.patient WHERE number = $1", [number]))[0]?.["id"] ?? "";
  const entries = await rows("SELECT id, form_id FROM app.entry WHERE patient_id = $1", [patientId]);
  for (const { id = "", form_id: form = "" } of entries) {
    const texts = textsOf(form);
    if (texts.length > 0) await done(people.carl, "saveAnswersAction", { entryId: id, changes: Object.fromEntries(texts.map((name) => [name, { from: null, to: TOGETHER }])), explanations: [] }, at);
  }
  for (const { id: formId } of forms.filter((form, at) => form.repeats && forms.findIndex(({ id }) => id === form.id) === at)) { // rows of logs; those of a visit are refused here
    await act(people.carl, "addRowAction", { entryId: randomUUID(), patientId, visitId: null, formId, answers: Object.fromEntries(textsOf(formId).map((name) => [name, TOGETHER])), explanations: [] }, at);
  }
  const { id: first = "", form_id: form = "" } = entries.find(({ form_id: each = "" }) => textsOf(each).length > 0) ?? {};
  const field = textsOf(form)[0] ?? "";
  await done(people.carl, "saveAnswersAction", { entryId: first, changes: { [field]: { from: TOGETHER, to: `${TOGETHER} again` } }, explanations: [] }, at, TOGETHER);
  const query = await done(people.dana, "raiseDiscrepancyAction", { entryId: first, field, question: TOGETHER }, at);
  await done(people.carl, "answerDiscrepancyAction", { discrepancyId: query?.["id"], body: TOGETHER }, at);
  const empty = entries.find(({ form_id: each = "" }) => textsOf(each).length === 0 && each !== "consent");
  await done(people.carl, "markNotDoneAction", { entryId: empty?.["id"] }, at, TOGETHER);
  await done(people.ada, "createSiteAction", { code: "198", name: TOGETHER.slice(0, 120), timeZone: "UTC" }, at, TOGETHER);
  await done(people.ada, "invitePersonAction", { username: "script", fullName: TOGETHER.slice(120, 240) }, at);
  await done(people.dana, "placeLockAction", { kind: "freeze", over: { scope: "patient", patientId } }, at, TOGETHER);
});

/** Opens it, and lets every row, pop-up and field be touched by a mouse. */
async function look(page: Page, address: string): Promise<string> {
  const answer = await page.goto(address, { waitUntil: "networkidle" });
  expect(answer?.status(), address).toBe(200);
  for (const target of await page.locator("main button:visible, main a:visible").all().then((all) => all.slice(0, 15))) await target.hover({ timeout: 500, force: true }).catch(() => {});
  expect(await page.evaluate(() => (window as { owned?: unknown }).owned ?? null), `scripts that ran on ${address}`).toBeNull();
  expect(await page.locator("main svg[onload], main img[onerror], main iframe, main [onmouseover], main a[href^='javascript']").count(), address).toBe(0);
  return page.locator("body").innerText();
}

test("a text that somebody wrote is a text on every page that shows it: nothing of it runs, and it stands there as it was typed [A11 R67]", async () => {
  const complaints: string[] = [];
  for (const page of Object.values(people)) {
    page.on("dialog", (dialog) => { complaints.push(`${page.url()} opened a dialog`); void dialog.dismiss(); });
    page.on("console", (message) => { if (/content security policy/i.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`); });
    page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  }
  const entries = await rows("SELECT id FROM app.entry WHERE patient_id = $1 AND answers::text LIKE '%owned%'", [patientId]);
  expect(entries.length).toBeGreaterThan(4);
  const addresses: [Page, readonly string[]][] = [
    [people.carl, ["/", `/patients/${number}`, `/patients/${number}/logs/adverse_event`, `/patients/${number}/logs/concomitant_medication`, "/queries", ...entries.map(({ id }) => `/entries/${id}`)]],
    [people.dana, ["/", "/lock", "/queries?state=all", `/trail?patient=${number}`, `/patients/${number}`]], [people.ada, ["/people", "/versions", "/sessions"]], [people.ingo, [`/trail?patient=${number}`]], [people.mona, ["/exposure"]],
  ];
  let seen = "";
  for (const [page, all] of addresses) for (const address of all) seen += await look(page, address);
  for (const payload of PAYLOADS.slice(0, 11)) expect(seen, payload).toContain(payload);
  expect(complaints).toEqual([]);
});

test("files repeat such a text byte for byte, and no browser takes them for a page [A11 R58]", async () => {
  const file = await people.dana.request.get(`/trail/trail.csv?patient=${number}`);
  expect(file.headers()).toMatchObject({ "content-type": expect.stringContaining("text/csv"), "x-content-type-options": "nosniff", "content-disposition": expect.stringContaining("attachment"), "content-security-policy": expect.stringContaining("default-src 'none'") });
  expect((await file.text()).replaceAll('""', '"')).toContain(TOGETHER);
});

test("where only names are asked for, such a text is refused with a sentence [A11 R48]", async ({ baseURL }) => {
  at = baseURL ?? "";
  expect(await act(people.dana, "makeCutAction", { name: PAYLOADS[0] }, at)).toMatchObject({ ok: false, fault: { kind: "invalid" } });
  expect(await act(people.ada, "invitePersonAction", { username: PAYLOADS[0], fullName: "x y" }, at)).toMatchObject({ ok: false, fault: { kind: "invalid" } });
});
