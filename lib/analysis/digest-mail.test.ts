import { expect, test } from "vitest";
import { countsOf, digestMail } from "./digest-mail";
import { TASK_TITLES } from "./task";

const about = { study: "Cenersen AML", day: "2026-11-23", address: "https://ecrf.example.org" };

test("says how much of each kind waits, the most urgent first, where to look, and how to leave", () => {
  const counts = countsOf([{ kind: "asked" }, { kind: "overdue" }, { kind: "asked" }, { kind: "serious" }]);
  expect(digestMail(counts, about)).toEqual({
    subject: "Cenersen AML: 4 things wait for you",
    text: "Monday 23-Nov-2026\n\n  1  Serious, first\n  2  Asked of me\n  1  Missing or overdue\n\nSign in to see what:\n  https://ecrf.example.org/\n\nThis mail names no patient and holds no value, because mail is read on the way. How often it comes, or that it does not, you choose after signing in:\n  https://ecrf.example.org/account#digest\n",
  });
});

test("is not written when nothing waits", () => expect(digestMail(countsOf([]), about)).toBeNull());

test("takes nothing but the kind of a task: neither patient nor words of the record can be in it", () => {
  const told = { kind: "asked", key: "k", siteCode: "101", patient: "101-017", what: "Platelets: 89", detail: "Ann Miller said 89", when: "3 d", minutes: 1, href: "/entries/5c2e#platelets" } as const;
  const mail = digestMail(countsOf([told]), about);
  for (const word of ["101-017", "101", "Platelets", "89", "Miller", "5c2e", "3 d"]) expect(`${mail?.subject}\n${mail?.text}`).not.toContain(word);
});

test("the title of no kind has a number in it, or a name", () => { for (const title of Object.values(TASK_TITLES)) expect(title).toMatch(/^[A-Z][A-Za-z ,:]+$/); });
