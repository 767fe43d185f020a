import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { decimal } from "@/lib/crf/fields/decimal";
import { integer } from "@/lib/crf/fields/integer";
import { defineForm, type StudyForm } from "@/lib/study/checks/check-context";
import { forms } from "@/lib/study/study";
import type { ProtocolVersion } from "@/lib/study/versions/protocol-version";
import { version2007 } from "@/lib/study/versions/2007/protocol";

const administrative = { criticality: "administrative", sdtm: "VS.VSORRES" } as const;
const about = { id: "vital_signs", title: "Vital signs", shortTitle: "Vit", repeats: false } as const;
const measuredOn = date({ label: "Measured on", required: true, ...administrative });
const weightKg = decimal({ label: "Weight", unit: "kg", possible: [25, 250], required: true, ...administrative });

const vitalSigns1 = defineForm({
  ...about, version: 1,
  fields: {
    measuredOn, weightKg,
    heightCm: decimal({ label: "Height", unit: "cm", possible: [100, 230], required: true, missing: ["not_done"], ...administrative }),
    zubrod: choice({ label: "Zubrod", options: { "0": "0", "1": "1", "2": "2", "3": "3", "4": "4" }, required: true, ...administrative }),
    pulse: integer({ label: "Pulse", possible: [0, 300], ...administrative }),
  },
  checks: [
    { id: "EV01", on: ["pulse"], says: "At most 120 beats a minute", protocol: "None", holds: ({ pulse }) => (pulse === null ? "unknown" : pulse <= 120 ? "yes" : "no"), asks: ({ pulse }) => `The pulse is ${pulse}. Confirm.` },
    { id: "EV02", on: ["weightKg"], says: "At most 120 kg", protocol: "None", holds: ({ weightKg: kg }) => (kg === null ? "unknown" : Number(kg) <= 120 ? "yes" : "no"), asks: ({ weightKg: kg }) => `The weight is ${kg} kg. Confirm.` },
  ],
});

/** One question more, one field less, one option less, a tighter bound, and a check that asks earlier. */
const vitalSigns2 = defineForm({
  ...about, version: 2,
  fields: {
    measuredOn, weightKg,
    heightCm: decimal({ label: "Height", unit: "cm", possible: [120, 210], required: true, missing: ["not_done"], ...administrative }),
    zubrod: choice({ label: "Zubrod", options: { "0": "0", "1": "1", "2": "2", "3": "3" }, required: true, ...administrative }),
    saturation: integer({ label: "Oxygen saturation", possible: [50, 100], required: true, ...administrative }),
  },
  checks: [
    { id: "EV02", on: ["weightKg"], says: "At most 90 kg", protocol: "None", holds: ({ weightKg: kg }) => (kg === null ? "unknown" : Number(kg) <= 90 ? "yes" : "no"), asks: ({ weightKg: kg }) => `The weight is ${kg} kg. Confirm.` },
  ],
});

/** For tests: the study's forms, with two versions of one of them. */
export const exampleForms: readonly StudyForm[] = [vitalSigns1, vitalSigns2, ...forms.filter(({ id }) => id !== "vital_signs")] as readonly StudyForm[];

/** For tests: a protocol that differs from the one of 2007 in a single form. It is in no registry, so no patient can be under it. */
export const exampleVersion: ProtocolVersion = { ...version2007, title: "Example amendment", forms: { vital_signs: 2 } };
