import { addDays, daysBetween, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Chance } from "./chance";
import type { CohortRow } from "./cohort";
import type { Enrolment, SiteCode } from "./enrolment";
import { notApplicable, typed, unknown, type TypedForm } from "./typed-form";

/** A medication as somebody writes it down: name, single dose, how often, why. */
type Written = readonly [name: string, dose: string | null, unit: string | null, frequency: string, indication: string];

/** Given to nearly everybody through such a course; the first name of each line is the usual one. */
const SUPPORTIVE: readonly (readonly Written[])[] = [
  [["allopurinol", "300", "mg", "daily", "tumour lysis prevention"], ["Zyloprim", "300", "mg", "daily", "tumour lysis prevention"]],
  [["levofloxacin", "500", "mg", "daily", "prophylaxis"], ["Levaquin", "500", "mg", "daily", "prophylaxis"]],
  [["fluconazole", "400", "mg", "daily", "prophylaxis"], ["Diflucan", "200", "mg", "twice_daily", "prophylaxis"]],
  [["ondansetron", "8", "mg", "twice_daily", "nausea"], ["Zofran", "8", "mg", "every_8_h", "nausea"]],
  [["metoclopramide", "10", "mg", "as_needed", "nausea"], ["pantoprazole", "40", "mg", "daily", "stomach protection"]],
  [["aciclovir", "400", "mg", "twice_daily", "prophylaxis"], ["furosemide", "20", "mg", "as_needed", "fluid balance"], ["amlodipine", "5", "mg", "daily", "hypertension"]],
];

/** Acetaminophen as it stands in charts of the two continents: names, brands, slips of the pen and combination products. */
const ACETAMINOPHEN: Readonly<Record<"american" | "european", readonly Written[]>> = {
  american: [
    ["Tylenol", "650", "mg", "every_6_h", "fever"], ["acetaminophen", "650", "mg", "as_needed", "fever"], ["Tylonol", "500", "mg", "three_times_daily", "headache"],
    ["Percocet 5/325", "1", "tablet", "every_6_h", "mucositis pain"], ["APAP", "325", "mg", "every_4_h", "fever"], ["hydrocodone/acetaminophen", "1", "tablet", "as_needed", "back pain"],
    ["Tylenol Extra Strength", "1000", "mg", "twice_daily", "fever"], ["acetominophen", "650", "mg", "once", "premedication, transfusion"], ["Norco", "1", "tablet", "as_needed", "pain"],
  ],
  european: [
    ["paracetamol", "1000", "mg", "every_8_h", "fever"], ["ben-u-ron", "500", "mg", "three_times_daily", "headache"], ["co-codamol", "2", "tablet", "four_times_daily", "pain"],
    ["Paracetamol ratiopharm", "500", "mg", "as_needed", "fever"], ["Panadol", "1", "g", "twice_daily", "fever"],
  ],
};
const ANTIOXIDANTS: readonly Written[] = [
  ["vitamin C", "1000", "mg", "daily", "own wish"], ["N-acetylcysteine", "600", "mg", "twice_daily", "cough"], ["Vitamin E", "400", "IU", "daily", "own wish"],
  ["Ascorbic acid", "1", "g", "twice_daily", "own wish"], ["Fluimucil", "600", "mg", "daily", "cough"],
];

/** Days of the course on which acetaminophen was taken outside the window; subject 22 on day 7 only. */
const OUTSIDE: Readonly<Record<number, readonly [from: number, to: number]>> = { 22: [7, 7], 4: [-9, -6], 24: [12, 14], 34: [16, 20], 43: [-8, -5], 49: [10, 11] };
/** Inside the window, but nobody can tell yet what, or how much. A person decides. */
const UNCLEAR: Readonly<Record<number, Written>> = {
  39: ["vitamin C", null, null, "daily", "own wish"], 46: ["NyQuil", "30", "mL", "once", "sleep"],
  26: ["Traumeel", "1", "tablet", "three_times_daily", "bruises"], 44: ["family herbal tonic", null, null, "daily", "own wish"], 53: ["Padma 28", "2", "capsule", "daily", "own wish"],
};

/** Everything a patient took beside the study drugs. `lastInfusionDay` closes the window of the exposed. */
export function medications({ row, siteCode, dayOne }: Enrolment, lastInfusionDay: CalendarDate, luck: Chance): readonly TypedForm[] {
  const on = (day: number) => addDays(dayOne, day > 0 ? day - 1 : day);
  const during = (written: Written) => {
    const start = luck.whole(0, 3);
    const stop = written[3] === "once" ? start : luck.whole(start, 5);
    return [written, addDays(dayOne, start), addDays(dayOne, Math.min(stop, daysBetween(dayOne, lastInfusionDay)))] as const;
  };
  const [from, to] = OUTSIDE[row.subject] ?? [];
  const unclear = UNCLEAR[row.subject];
  const notable = [
    ...(row.acetaminophen ? [during(acetaminophen(row, siteCode))] : []),
    ...(row.antioxidant ? [during(ANTIOXIDANTS[row.subject % ANTIOXIDANTS.length] as Written)] : []),
    ...(from !== undefined && to !== undefined ? [[acetaminophen(row, siteCode), on(from), on(to)] as const] : []),
    ...(unclear ? [[unclear, on(2), on(unclear[3] === "once" ? 2 : 5)] as const] : []),
  ];
  return [
    ...SUPPORTIVE.filter(() => !luck.oneIn(6)).map((choices) => supportive(luck.oneIn(5) ? luck.pick(choices) : (choices[0] as Written), dayOne, luck)),
    ...notable.map(([written, startDate, stopDate]) => medicationRow(written, { startDate, ongoing: "N", stopDate })),
  ];
}

function acetaminophen({ subject }: CohortRow, siteCode: SiteCode): Written {
  const names = ACETAMINOPHEN[siteCode === "102" ? "european" : "american"];
  return names[subject % names.length] as Written;
}

function supportive(written: Written, dayOne: CalendarDate, luck: Chance): TypedForm {
  const startOn = addDays(dayOne, luck.whole(-6, 2));
  const startDate = luck.oneIn(9) ? startOn.slice(0, 7) : startOn;
  return medicationRow(written, luck.oneIn(7) ? { startDate, ongoing: "Y" } : { startDate, ongoing: "N", stopDate: addDays(dayOne, luck.whole(6, 21)) });
}

function medicationRow([medication, doseValue, doseUnit, frequency, indication]: Written, when: Readonly<Record<string, unknown>>): TypedForm {
  const dose = doseValue === null ? { doseValue: indication === "own wish" ? unknown : notApplicable } : { doseValue, doseUnit };
  return typed(null, "concomitant_medication", { medication, ...dose, frequency, route: "oral", indication, ...when });
}
