import { REPORT_FIELDS, type Measured, type ReportFieldCode } from "./report-fields";

/** Every spelling of a unit, as `plainUnit` writes it, under the unit as the forms store it. */
type Spellings = Readonly<Record<string, string>>;
const spell = (unit: string, spellings: string): Spellings => Object.fromEntries(spellings.split(" ").map((spelling) => [spelling, unit]));

const SPELLINGS: Readonly<Record<Measured, Spellings>> = {
  count: {
    ...spell("10^9/L", "10^9/l 10^9/liter 10^9/litre gpt/l giga/l /nl nl 1/nl cells/nl zellen/nl 10^6/ml mio/ml mill/ml bil/l 10^9cells/l"),
    ...spell("G/L", "g/l"),
    ...spell("10^3/uL", "10^3/ul 10^3/mm3 10^3/mm^3 10^3/cmm 10^3cells/ul tsd/ul tsd./ul tsd/mm3 tausend/ul 1000/ul 1000/mm3 x1000/ul"),
    ...spell("K/uL", "k/ul k/mm3 k/cmm k/cumm thou/ul thou/mm3 thous/ul thousand/ul th/ul thou/cumm"),
    ...spell("/uL", "/ul ul 1/ul cells/ul zellen/ul zell/ul cell/ul n/ul"),
    ...spell("/mm3", "/mm3 /mm^3 mm3 1/mm3 cells/mm3 cells/mm^3 /cmm /cumm cells/cumm cells/cmm"),
  },
  mass: { ...spell("g/dL", "g/dl g% g/100ml gm/dl gms/dl"), ...spell("g/L", "g/l gm/l"), ...spell("mg/dL", "mg/dl mg% mg/100ml mgs/dl"), ...spell("mmol/L", "mmol/l mmol/liter mm mmol"), ...spell("umol/L", "umol/l mikromol/l micromol/l umol/liter umol") },
  enzyme: spell("U/L", "u/l iu/l ui/l e/l units/l u/liter u iu einheiten/l"),
  ion: { ...spell("mmol/L", "mmol/l mmol/liter mmol"), ...spell("mEq/L", "meq/l mval/l meq") },
  share: spell("%", "% percent prozent pct %wbc %derleukozyten %leukozyten"),
  clearance: spell("mL/min", "ml/min ml/minute"),
};

/** "×10⁹ / l" → "10^9/l": without blanks and signs of multiplication, powers with ^, the micro sign as u, lower case. */
export function plainUnit(text: string): string {
  const digits = text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (sign) => `^${"⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign)}`);
  return digits.replace(/[µμ]/g, "u").toLowerCase().replace(/\s+/g, "").replace(/^[[(](.*)[\])]$/, "$1")
    .replace(/^[×x*·•]+(?=1)/, "").replace(/^(?:10(?:\^|e|\*{1,2}|exp|hoch)?\(?|1?e\+?0?)(\d)\)?(?=[/a-z]|$)(?!00)/, "10^$1")
    .replace(/mc(?=l\b|mol)/g, "u").replace(/\bpro\b|per(?=ul|l|nl)/g, "/").replace(/37°?c$/, "").replace(/(?<!%)\.$/, "");
}

/** The unit as the form of this field stores it; null for one in which the field is not taken. */
export function unitOf(code: ReportFieldCode, text: string): string | null {
  const spellings = SPELLINGS[REPORT_FIELDS[code].measured];
  const plain = plainUnit(text);
  return Object.hasOwn(spellings, plain) ? (spellings[plain] ?? null) : null;
}

const ALL = new Set(Object.values(SPELLINGS).flatMap(Object.keys));
/** Units of a report in which no field of the study is taken; they are known so that a line of a print-out is cut in the right places. */
const OTHERS = new Set(["fl", "pg", "mio/ul", "t/l", "tpt/l", "10^12/l", "10^6/ul", "l/l", "sec", "s", "sek", "ng/ml", "ug/l", "ng/l", "pg/ml", "mg/l", "ml/min/1.73m2", "ml/min/1,73m2", "mu/l", "nmol/l", "pmol/l", "ug/dl", "ukat/l", "mm/h", "inr", "ratio"]);

export const looksLikeUnit = (text: string): boolean => { const plain = plainUnit(text); return (ALL.has(plain) && !/^(mm|u|iu|ul|nl|mmol|meq|umol)$/.test(plain)) || OTHERS.has(plain); };
