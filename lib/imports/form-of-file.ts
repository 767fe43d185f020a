import { z } from "zod";

/** How long storing may take before it is given up, and nothing is stored. */
export const IMPORT_MS = 55_000;
/** What one transaction stores well within its ten seconds, and one request carries. */
export const MOST_OF_FORMS = { values: 8_000, forms: 1_000, patients: 60, lines: 20_000, letters: 600_000, bytes: 900_000 } as const;

export const LineOfFile = z.int().min(1).max(10_000_000);
/** What was seen where a value goes, as any kind of field stores it. */
const Seen = z.union([
  z.null(), z.number(), z.string().max(2_000), z.strictObject({ value: z.string().max(30), unit: z.string().max(20) }), z.strictObject({ missing: z.string().max(40) }),
  z.strictObject({ term: z.string().max(200), group: z.string().max(200), levels: z.array(z.string().max(4)).max(20), dictionary: z.string().max(200) }),
]);
/** A form out of a file as it travels: its cells, and what was seen where they go. */
export const FormOfFile = z.strictObject({
  line: LineOfFile,
  /** The form as it stands; null for a row that is added. */
  entryId: z.uuid().nullable(),
  add: z.strictObject({ patientId: z.uuid(), visitId: z.uuid().nullable(), formId: z.string().max(60), rowNo: z.int().min(1).max(999) }).nullable(),
  /** By column of the export, as they stand in the file. */
  cells: z.record(z.string().max(80), z.string().max(2_000)),
  /** Fields that are emptied, because the file leaves them blank and a person chose that this empties them. */
  clears: z.array(z.string().regex(/^[A-Za-z]\w{0,59}$/)).max(200),
  /** By field; each field that the cells fill, or that is emptied, is in it. */
  from: z.record(z.string().max(60), Seen),
}).refine(({ entryId, add }) => (entryId === null) !== (add === null), { path: ["entryId"], message: "A form stands, or its row is added." });
export type FormOfFile = z.infer<typeof FormOfFile>;
