import { equals } from "./condition";
import { formDefiner, type Today } from "./define-form";
import { choice } from "./fields/choice";
import { date } from "./fields/date";
import { decimal } from "./fields/decimal";
import { integer } from "./fields/integer";
import { quantity } from "./fields/quantity";
import { text } from "./fields/text";

const administrative = { criticality: "administrative", sdtm: "XX.XXORRES" } as const;

/** A small form on which tests show what holds for every form. */
export const exampleForm = formDefiner<Today>()({
  id: "example",
  title: "Example",
  shortTitle: "Ex",
  version: 1,
  repeats: false,
  fields: {
    seenOn: date({ label: "Seen on", required: true, ...administrative }),
    smoker: choice({ label: "Smoker", options: { Y: "Yes", N: "No" }, required: true, ...administrative }),
    packs: integer({ label: "Packs a day", possible: [0, 10], required: true, missing: ["unknown"], when: equals("smoker", "Y"), section: "Tobacco", ...administrative }),
    weight: decimal({ label: "Weight", unit: "kg", possible: [2, 400], required: true, missing: ["not_done", "unknown"], ...administrative }),
    platelets: quantity({ label: "Platelets", units: { "/uL": { says: "/µL", possible: [0, 5000000] }, "10^9/L": { says: "×10⁹/L", possible: [0, 5000] } }, missing: ["not_done"], ...administrative }),
    remark: text({ label: "Remark", ...administrative }),
  },
  checks: [
    {
      id: "EX01",
      on: ["packs"],
      says: "At most 3 packs a day",
      protocol: "None",
      holds: ({ packs }) => (packs === null ? "unknown" : packs <= 3 ? "yes" : "no"),
      asks: ({ packs }) => `${packs} packs a day is a lot. Confirm.`,
    },
  ],
});
