import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, inSql, said, sent, type Person } from "@/ops/testing/test-patient";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("./create-site")), ...(await import("./open-version")), ...(await import("./activate-version")), ...(await import("./read-versions")),
  ...(await import("@/lib/patients/create-patient")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
});
afterAll(() => study.close());

const why = "Amendment 2, approved";
const open = (version: string, who: Person = "administrator", reason: string | null = why) => acts.perform(acts.openVersion, study.tokens[who], { ...sent({ version }), reason });
const activate = (version: string, activatedOn: string, site: "101" | "102" = "101", who: Person = "administrator", reason: string | null = why) =>
  acts.perform(acts.activateVersion, study.tokens[who], { ...sent({ siteId: study.sites[site], version, activatedOn }), reason });
const create = (who: Person = "coordinator", site: "101" | "102" = "101") => acts.perform(acts.createPatient, study.tokens[who], sent({ siteId: study.sites[site] }));
const read = (who: Person) => acts.withActor(study.tokens[who], { name: "test", requestId: randomUUID() }, (tx, actor) => acts.readVersions(tx, actor, new Date()));
const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const sayNo = (result: Awaited<ReturnType<typeof create>>) => (!result.ok && result.fault.kind === "refused" ? result.fault.message : "done");

describe("one version is open for enrolment [R36]", () => {
  test("the administrator opens it, a known one and with a reason; nobody else does", async () => {
    expect([said(await open("review", "data_manager")), said(await open("review", "coordinator")), said(await open("2008")), said(await open("2007")), said(await open("review", "administrator", null))])
      .toEqual(["not_permitted", "not_permitted", "unknown_version", "already_open", "reason_required"]);
    await expect(inSql(study.tokens.data_manager, "UPDATE app.study SET open_version = 'review' RETURNING 1")).resolves.toMatchObject({ rowCount: 0 });
  });
  test("a site enrols under it from the day it was activated there on, and the refusal says which day", async () => {
    const { number } = done(await create());
    expect(number).toBe("101-001");
    done(await open("review"));
    expect(sayNo(await create())).toBe("Site 101 may not enrol under version review yet. The administrator activates it there first.");
    done(await activate("review", "2099-12-01"));
    expect(sayNo(await create())).toBe("Site 101 may not enrol under version review before 01-Dec-2099.");
    done(await activate("review", daysFromNow(-2))); // the latest row counts: the day was corrected
    expect(done(await create()).number).toBe("101-002");
    expect(sayNo(await create("elsewhere", "102"))).toMatch(/^Site 102 may not enrol/);
    const { rows } = await study.admin.query("SELECT number, protocol_version FROM app.patient ORDER BY number");
    expect(rows).toEqual([{ number: "101-001", protocol_version: "2007" }, { number: "101-002", protocol_version: "review" }]);
  });
  test("the database itself refuses a version that is not open, and one that is not active at the site yet", async () => {
    const insert = (version: string, site: "101" | "102", who: Person) => inSql(study.tokens[who], "INSERT INTO app.patient (site_id, number, protocol_version) VALUES ($1, $2, $3)", [study.sites[site], `${site}-900`, version]);
    await expect(insert("2007", "101", "coordinator")).rejects.toThrow(/not open for enrolment/);
    await expect(insert("review", "102", "elsewhere")).rejects.toThrow(/not active at the site/);
    done(await activate("review", daysFromNow(2), "102"));
    await expect(insert("review", "102", "elsewhere")).rejects.toThrow(/not active at the site/);
    await expect(insert("review", "101", "coordinator")).resolves.toBeDefined();
  });
});

describe("activation", () => {
  test("is the administrator's, of a known version, with a reason", async () => {
    expect([said(await activate("review", "2026-01-01", "101", "data_manager")), said(await activate("nine", "2026-01-01")), said(await activate("review", "soon")), said(await activate("review", "2026-01-01", "101", "administrator", null))])
      .toEqual(["not_permitted", "unknown_version", "invalid", "reason_required"]);
    await expect(inSql(study.tokens.coordinator, "INSERT INTO app.site_version (site_id, version, activated_on, reason) VALUES ($1, '2007', '2020-01-01', 'x')", [study.sites["101"]])).rejects.toThrow(/row-level security/);
    await expect(inSql(study.tokens.administrator, "UPDATE app.site_version SET activated_on = '2020-01-01'")).rejects.toThrow(/permission denied/);
  });
  test("comes with a new site unless it is left for later", async () => {
    const add = (code: string, more = {}) => acts.perform(acts.createSite, study.tokens.administrator, sent({ code, name: "Westgate", timeZone: "Pacific/Auckland", ...more }));
    const [now, later] = [done(await add("104")), done(await add("105", { enrols: false }))];
    const { rows } = await study.admin.query("SELECT site_id, version, activated_on = (now() AT TIME ZONE 'Pacific/Auckland')::date AS today, by_name FROM app.site_version WHERE site_id = ANY ($1)", [[now.siteId, later.siteId]]);
    expect(rows).toEqual([{ site_id: now.siteId, version: "review", today: true, by_name: "Test administrator" }]);
  });
  test("and opening are read by everybody with a role, with who, when and why", async () => {
    const view = await read("administrator");
    expect([view.open, view.mayOpen, view.mayActivate]).toEqual(["review", true, true]);
    expect(view.versions.find(({ id }) => id === "review")?.sites.map(({ code, activatedOn }) => [code, activatedOn])).toMatchObject([["101", daysFromNow(-2)], ["102", daysFromNow(2)], ["104", expect.any(String)], ["105", null]]);
    expect(view.history.filter(({ says }) => says === "opened")).toMatchObject([{ version: "review", byName: "Test administrator", reason: why }, { version: "2007", byName: "The system", reason: null }]);
    const atSite = await read("coordinator");
    expect([atSite.mayOpen, atSite.versions[0]?.sites.map(({ code }) => code), new Set(atSite.history.map(({ siteCode }) => siteCode))]).toEqual([false, ["101"], new Set(["101"])]);
  });
});
