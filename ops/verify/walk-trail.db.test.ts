import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "../testing/test-database";
import { fill, newPatient } from "../testing/test-patient";
import { walkTrail } from "./walk-trail.mjs";

let study: TestStudy;
let beside: pg.Client[];
beforeAll(async () => {
  study = await openTestStudy();
  for (let nth = 0; nth < 6; nth++) await fill(study, await newPatient(study), "demography", { age: 50 + nth });
  const address = Object.assign(new URL(process.env["TEST_ADMIN_URL"]!), { pathname: new URL(process.env["APP_DATABASE_URL"]!).pathname }).href;
  beside = await Promise.all([0, 1].map(async () => { const client = new pg.Client(address); await client.connect(); return client; }));
});
afterAll(async () => {
  await Promise.all(beside.map((client) => client.end()));
  await study.close();
});

test("several connections walk each link once, and find what one finds, in the first chain and in the last [R08]", async () => {
  const steps: number[] = [];
  const together = () => walkTrail(study.admin, { beside, onStep: (links: number) => steps.push(links) });
  const { rows: [{ links, ends }] } = await study.admin.query(`SELECT (SELECT count(*)::int FROM audit.link) AS links,
    (SELECT ARRAY[min(chain_id::text), max(chain_id::text)]::uuid[] FROM audit.link WHERE chain_id <> '00000000-0000-0000-0000-000000000000') AS ends`);
  expect(await together()).toMatchObject({ links, findings: [] });
  expect(steps.length).toBeGreaterThan(2);
  expect(Math.max(...steps)).toBe(links);

  await study.admin.query("ALTER TABLE audit.event DISABLE TRIGGER no_change");
  await study.admin.query("UPDATE audit.event SET username = username || '!' WHERE id IN (SELECT max(id) FROM audit.event WHERE chain_id = ANY ($1) GROUP BY chain_id)", [ends]);
  await study.admin.query("ALTER TABLE audit.event ENABLE ALWAYS TRIGGER no_change");
  const found = await together();
  expect(found.findings).toHaveLength(2);
  expect(found).toEqual(await walkTrail(study.admin));
});
