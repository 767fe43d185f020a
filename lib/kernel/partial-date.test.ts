import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { earliestDay, isPartialDate, isWholeDate, latestDay, parseTypedDate, sayPartialDate, sayUnreadable, withUnknownPart } from "@/lib/kernel/partial-date";

const context = { today: "2024-10-21", visit: "2024-09-16" };
const anyPartialDate = fc
  .tuple(fc.date({ min: new Date("1930-01-01"), max: new Date("2029-12-31"), noInvalidDate: true }), fc.constantFrom(4, 7, 10))
  .map(([date, length]) => date.toISOString().slice(0, length));

describe("what people type", () => {
  test.each([
    ["5mar24", "2024-03-05"], ["5.3.24", "2024-03-05"], ["05-Mar-2024", "2024-03-05"], ["5/3/2024", "2024-03-05"],
    ["5 MARCH 2024", "2024-03-05"], ["March 5, 2024", "2024-03-05"], ["Mar-05-2024", "2024-03-05"], ["05032024", "2024-03-05"],
    ["20240305", "2024-03-05"], ["050324", "2024-03-05"], ["5mar2024", "2024-03-05"], ["05 03 24", "2024-03-05"], ["2024-03-05", "2024-03-05"], ["2024-3-5", "2024-03-05"], ["2024/03/05", "2024-03-05"],
    ["20032024", "2024-03-20"], ["29feb2024", "2024-02-29"], ["1 sept 99", "1999-09-01"], ["31.12.29", "2029-12-31"], ["1.1.30", "1930-01-01"],
    ["2024-03", "2024-03"], ["mar 2024", "2024-03"], ["3/2024", "2024-03"], ["un mar 2024", "2024-03"], ["unk-mar-24", "2024-03"], ["??-Mar-2024", "2024-03"],
    ["2024", "2024"], ["un un 2024", "2024"], ["un-unk-2024", "2024"], ["??-???-2024", "2024"],
    ["t", "2024-10-21"], ["T-1", "2024-10-20"], ["t + 2", "2024-10-23"], ["y", "2024-10-20"], ["Y-1", "2024-10-19"], ["v+3", "2024-09-19"], ["v", "2024-09-16"], [" v+14 ", "2024-09-30"],
  ])("%s is read as %s", (typed, meant) => {
    expect(parseTypedDate(typed, context)).toBe(meant);
  });

  test.each([
    "", "  ", "3/25/24", "31.4.2024", "29feb2023", "mar 24", "5 mar", "5 un 2024", "24", "1", "20", "0.3.24", "5.0.24", "5.13.24", "5.3.1", "5.3.124",
    "un", "soon", "ma 2024", "marsh 2024", "5-Mar-2024-1", "2024-13", "2024-00", "310424", "051324", "5032", "y+", "20241305", "99999999", "1824", "now 5 2024",
  ])("%j is not guessed at [R54]", (typed) => {
    expect(parseTypedDate(typed, context)).toBeNull();
  });

  test("today and visit mean nothing where nobody says what day they are", () => {
    expect([parseTypedDate("t"), parseTypedDate("v", { today: "2024-10-21" })]).toEqual([null, null]);
  });

  test("what a screen shows can be typed back", () => {
    fc.assert(fc.property(anyPartialDate, (date) => parseTypedDate(sayPartialDate(date)) === date));
  });

  test("what is echoed, typed again, is the same date, whatever was typed", () => {
    const written = fc.oneof(fc.stringMatching(/^[0-9a-z ./?-]{0,14}$/), anyPartialDate.map(sayPartialDate), fc.stringMatching(/^[tvy]([+-][0-9]{1,2})?$/), fc.stringMatching(/^[0-3][0-9][01][0-9][0-9]{2}$/));
    fc.assert(fc.property(written, (typed) => {
      const read = parseTypedDate(typed, context);
      return read === null || parseTypedDate(sayPartialDate(read), context) === read;
    }), { numRuns: 2000 });
  });

  test("nothing that is read is malformed", () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9a-z ./?-]{0,14}$/), (typed) => isPartialDate(parseTypedDate(typed, context) ?? "2024")));
  });
});

describe("one part less", () => {
  test.each([
    ["", "un "], ["5mar24", "??-Mar-2024"], ["??-Mar-2024", "??-???-2024"], ["mar 2024", "??-???-2024"], ["t", "??-Oct-2024"],
  ])("of %j is %j", (typed, left) => expect(withUnknownPart(typed, context)).toBe(left));

  test.each(["2024", "??-???-2024", "soon"])("%j has none to leave out", (typed) => expect(withUnknownPart(typed, context)).toBeNull());
});

describe("why a date cannot be read", () => {
  test.each([
    ["3/14/24", /no month 14.*For 14-Mar-2024 type 14mar24/], ["03-25-2024", /no month 25.*25mar2024/],
    ["v", /No day of the visit is known/], ["mar 24", /four digits, for example Mar 2024/],
  ])("%s", (typed, says) => expect(sayUnreadable(typed)).toMatch(says));

  test.each(["soon", "31.4.2024", "14/31/24", "t", "24"])("of %j nothing more is said", (typed) => expect(sayUnreadable(typed)).toBeNull());
});

describe("the span of a partial date", () => {
  test.each([
    ["2024", "2024-01-01", "2024-12-31"], ["2024-02", "2024-02-01", "2024-02-29"], ["2023-02", "2023-02-01", "2023-02-28"],
    ["2024-12", "2024-12-01", "2024-12-31"], ["2024-03-05", "2024-03-05", "2024-03-05"],
  ])("%s runs from %s to %s [R54]", (date, first, last) => {
    expect([earliestDay(date), latestDay(date)]).toEqual([first, last]);
  });

  test("it holds every day it can mean and only a whole date is one day", () => {
    fc.assert(fc.property(anyPartialDate, (date) =>
      earliestDay(date).startsWith(date) && latestDay(date).startsWith(date) && (earliestDay(date) === latestDay(date)) === isWholeDate(date)));
  });
});

test.each([["2024-03-05", "05-Mar-2024"], ["2024-03", "??-Mar-2024"], ["2024", "??-???-2024"]])("%s is shown as %s [R54]", (date, shown) => {
  expect(sayPartialDate(date)).toBe(shown);
});

test.each([["2024", true], ["2024-03", true], ["2024-02-29", true], ["2023-02-29", false], ["2024-13", false], ["24", false], ["2024-3", false], ["", false]])(
  "%j is a partial date: %s", (text, is) => expect(isPartialDate(text)).toBe(is));
