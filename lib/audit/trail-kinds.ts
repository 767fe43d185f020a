/** What a reader of the trail looks for, as the tables that hold it. Every table of the trail belongs to exactly one kind. */
export const TRAIL_KINDS = {
  data: { says: "Patients and answers", tables: ["app.patient", "app.patient_version", "app.screen_failure", "app.visit", "app.entry", "app.import", "app.import_entry"] },
  derived: { says: "Derived results", tables: ["app.finding"] },
  queries: { says: "Queries and explanations", tables: ["app.discrepancy", "app.discrepancy_message", "app.explanation"] },
  review: { says: "Review and verification", tables: ["app.exposure_review", "app.verification", "app.adjudication", "app.eligibility_waiver", "app.reviewed_line", "app.visit_report"] },
  signatures: { says: "Signatures", tables: ["app.signature", "app.signature_void"] },
  locks: { says: "Locks and data cuts", tables: ["app.lock", "app.data_cut", "app.export", "app.cut_download", "app.site_copy"] },
  redactions: { says: "Redactions", tables: ["app.redaction", "audit.payload"] },
  people: { says: "People, sites and study", tables: ["auth.account", "app.membership", "app.access_review", "app.delegation", "app.site", "app.site_version", "app.lab_range", "app.drug_dictionary", "app.study"] },
  sessions: { says: "Signing in and security", tables: ["auth.session", "auth.security", "app.signature_declaration", "app.guidance", "audit.verification"] },
} as const satisfies Record<string, { readonly says: string; readonly tables: readonly string[] }>;

export type TrailKind = keyof typeof TRAIL_KINDS;
export const TRAIL_KIND_CODES = Object.keys(TRAIL_KINDS) as readonly TrailKind[] as readonly [TrailKind, ...TrailKind[]];
