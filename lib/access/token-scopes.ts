/** What an access token can be made for: its title, and what it reaches. Every token reaches `cuts`. */
export const TOKEN_SCOPES = {
  cuts: { title: "Cuts", says: "which cuts there are, their manifests, formats and hashes" },
  "dataset-json": { title: "Datasets", says: "SDTM and ADaM as Dataset-JSON, NDJSON and SAS transport files, with Define-XML and code lists" },
  odm: { title: "ODM", says: "ODM-XML 1.3.2 and 2.0, snapshot and history" },
  files: { title: "All other files", says: "CSV, SQL views, XLSX, casebooks, the case report form, the archive package" },
} as const;

export type TokenScope = keyof typeof TOKEN_SCOPES;
export const SCOPES = Object.keys(TOKEN_SCOPES) as readonly TokenScope[];

/** Days after which a token ends by itself: 90 at most, so that one that was forgotten somewhere opens nothing in the next quarter. */
export const TOKEN_DAYS_MAX = 90;

const ABOUT_CUTS = "manifest.json";

/** What a token must reach to take a file of a cut; `format` is null for a file that the cut itself holds. */
export function scopeOfFile(format: string | null, file: string): TokenScope {
  if (format === null) return file === ABOUT_CUTS ? "cuts" : "files";
  if (format.startsWith("odm-")) return "odm";
  return format === "sdtm" || format === "adam" ? "dataset-json" : "files";
}
