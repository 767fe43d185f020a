import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { integer } from "@/lib/crf/fields/integer";
import { sayDate } from "@/lib/kernel/calendar-date";
import { knownValue } from "@/lib/crf/missing";
import { defineForm, earlierRows } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { whenKnown } from "@/lib/study/checks/truth";

const UNITS_ASKED_ABOVE = 8;
const PRODUCTS = { rbc: "Red cells", platelets: "Platelets" } as const;

export const transfusion = defineForm({
  id: "transfusion",
  title: "Transfusions",
  shortTitle: "Trans",
  version: 1,
  repeats: true,
  fields: {
    givenOn: date({ label: "Given on", help: "The day the transfusion began, from the transfusion record; one row for each day and product.", criticality: "evaluability", required: true, sdtm: "CM.CMSTDTC where CMCAT=TRANSFUSION" }),
    product: choice({ label: "Product", help: "Red cells or platelets, a row for each. One of the week before a response is flagged beside it.", options: PRODUCTS, criticality: "evaluability", required: true, sdtm: "CM.CMTRT where CMCAT=TRANSFUSION" }),
    units: integer({ label: "Units", help: "Bags given on that day.", unit: "units", possible: [1, 50], criticality: "administrative", required: true, missing: ["unknown"], sdtm: "CM.CMDOSE where CMCAT=TRANSFUSION" }),
  },
  checks: [
    ...datesInOrder("transfusion"),
    {
      id: "TR01",
      on: ["givenOn", "product"],
      says: "One row holds all units of a product given on a day",
      protocol: "Transfusions",
      holds: ({ givenOn, product }, context) =>
        whenKnown([givenOn, product], (day, what) =>
          !earlierRows(context, "transfusion").some(({ answers }) => knownValue(answers["givenOn"]) === day && knownValue(answers["product"]) === what)),
      asks: ({ givenOn, product }) => `An earlier row holds ${PRODUCTS[product ?? "rbc"].toLowerCase()} on ${sayDate(givenOn ?? "")} too. Add the units there, or correct the date.`,
    },
    {
      id: "TR02",
      on: ["units"],
      says: `At most ${UNITS_ASKED_ABOVE} units of a product are given on a day`,
      protocol: "Transfusions",
      holds: ({ units }) => whenKnown([units], (count) => count <= UNITS_ASKED_ABOVE),
      asks: ({ units }) => `${units} units on one day are unusual. Check the number, correct it, or say why.`,
    },
  ],
});
