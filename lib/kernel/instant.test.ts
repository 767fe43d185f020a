import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayIn, sayClock, sayDay, sayInstant, sayZone, wallTimeIn } from "./instant";
import { zoneName } from "./zone-name";

describe("an instant is said with the zone of its place", () => {
  test.each([
    ["2024-10-21T19:29:00Z", "America/Chicago", "21-Oct-2024 14:29 CDT (19:29 UTC)"],
    ["2024-12-21T19:29:00Z", "America/Chicago", "21-Dec-2024 13:29 CST (19:29 UTC)"],
    ["2024-07-01T22:30:00Z", "Europe/Berlin", "02-Jul-2024 00:30 CEST (01-Jul 22:30 UTC)"],
    ["2024-01-01T03:00:00Z", "America/New_York", "31-Dec-2023 22:00 EST (01-Jan 03:00 UTC)"],
    ["2024-10-21T19:29:00Z", "UTC", "21-Oct-2024 19:29 UTC"],
    ["2024-10-21T19:29:00Z", "Asia/Kathmandu", "22-Oct-2024 01:14 UTC+5:45 (21-Oct 19:29 UTC)"],
    ["2024-10-21T19:29:00Z", "America/Sao_Paulo", "21-Oct-2024 16:29 UTC−3 (19:29 UTC)"],
  ])("%s in %s", (instant, zone, says) => expect(sayInstant(instant, zone)).toBe(says));

  test("the hour that comes twice in autumn is told apart by the zone's name", () => {
    expect(sayClock("2024-11-03T06:30:00Z", "America/Chicago")).toBe("01:30 CDT");
    expect(sayClock("2024-11-03T07:30:00Z", "America/Chicago")).toBe("01:30 CST");
  });
  test("its day, its clock and its zone", () => {
    expect(sayDay("2024-01-01T03:00:00Z", "America/New_York")).toBe("31-Dec-2023");
    expect(dayIn("2024-01-01T03:00:00Z", "America/New_York")).toBe("2023-12-31");
    expect(wallTimeIn("2024-01-01T03:00:00Z", "America/New_York")).toBe("2023-12-31T22:00");
    expect(sayZone("America/Chicago", "2024-10-21T19:29:00Z")).toBe("America/Chicago (CDT)");
    expect(sayZone("UTC", "2024-10-21T19:29:00Z")).toBe("UTC");
  });
});

test("the clock on the wall is the one that the platform shows, at any instant, asked for the first time or again", () => {
  const zones = ["UTC", "America/Chicago", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns"];
  const shown = (at: Date, timeZone: string) => new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at).replace(" ", "T");
  fc.assert(fc.property(fc.date({ min: new Date("1971-01-01"), max: new Date("2060-01-01"), noInvalidDate: true }), fc.constantFrom(...zones), (at, zone) => {
    expect([wallTimeIn(at.toISOString(), zone), wallTimeIn(at.toISOString(), zone)]).toEqual([shown(at, zone), shown(at, zone)]);
  }));
  expect(() => wallTimeIn("no time", "UTC")).toThrow(RangeError);
  expect(() => wallTimeIn("no time", "Europe/Berlin")).toThrow(RangeError);
});

test("a zone has its letters only where it is as far from UTC as they mean", () => {
  expect([zoneName("Europe/London", 0), zoneName("Europe/London", 60), zoneName("Asia/Tokyo", 540), zoneName("Asia/Kolkata", 330), zoneName("America/Chicago", -420)])
    .toEqual(["GMT", "BST", "JST", "UTC+5:30", "UTC−7"]);
});

test("every zone that the table names is one that exists", () => {
  for (const zone of ["America/Indiana/Indianapolis", "Europe/Kyiv", "Arctic/Longyearbyen", "Pacific/Auckland", "Africa/Johannesburg"]) expect(() => sayInstant("2024-10-21T19:29:00Z", zone)).not.toThrow();
});
