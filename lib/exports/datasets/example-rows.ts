import fc from "fast-check";
import type { Row } from "./dataset";

/** The sizes a transport file can hold. */
const sizes = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.constantFrom(0, 1, -1, 0.1, 1 / 3, -118.625, 2 ** 53, 5.5e-79, -1e-70, 7e75, 100, 15.999999999999998, Number.MAX_SAFE_INTEGER),
  fc.double({ min: 1e-75, max: 1e75, noNaN: true }), fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((value) => value === 0 || Math.abs(value) > 1e-75),
).map((value) => value + 0);

/** Everything people type: plain words, signs, other scripts, line ends, texts longer than a transport file holds. */
const typed = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9 ,;:.<>="'/+-]{0,40}$/), fc.string({ unit: "grapheme", maxLength: 30 }), fc.string({ minLength: 190, maxLength: 260 }), fc.string({ unit: "grapheme", minLength: 180, maxLength: 230 }),
  fc.constantFrom("", "≥ 5 × 10⁹/L", "37 °C, 5 µg – “twice”", "São Paulo, Łódź, Ångström, Straße", "白血病\u2028再発", "a\nb\tc\u00a0d", "=1+1", "  leads and trails  ", "e\u0301", "½ tablet", "🩸"),
);

const dates = fc.tuple(fc.integer({ min: 1960, max: 2060 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), fc.constantFrom(4, 7, 10, 16, 19)).map(([year, month, day, precision]) =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}T07:05:00`.slice(0, precision));

/** Rows of the example dataset, of one subject. */
export const rowsOfSubject = fc.array(
  fc.record({ ZZTESTCD: fc.constantFrom("SIZE", "ANSWER", "GRADE", null), ZZORRES: fc.option(typed), ZZSTRESN: fc.option(sizes), ZZDTC: fc.option(dates), ZZDT: fc.option(fc.integer({ min: -36_500, max: 36_500 })) }),
  { maxLength: 12 },
);

export const subjects = fc.array(rowsOfSubject, { maxLength: 6 }).map((all) =>
  all.map((rows, patient) => rows.map((row, at): Row => ({ STUDYID: "CEN", USUBJID: `CEN-101-${String(patient + 1).padStart(3, "0")}`, ZZSEQ: at + 1, ...row }))));
