const LOOK: Readonly<Record<string, string>> = {
  CR: "response-full",
  CRp: "response-partial", CRi: "response-partial", CRh: "response-partial", MLFS: "response-partial", PR: "response-partial",
  NE: "response-unknown",
  REL: "response-relapse",
};

const SAYS: Readonly<Record<string, string>> = {
  CR: "Complete remission", CRp: "Complete remission without platelet recovery", CRi: "Complete remission with incomplete recovery",
  CRh: "Complete remission with partial haematologic recovery", MLFS: "Morphologic leukaemia-free state", PR: "Partial remission",
  NR: "No response", NE: "Not evaluable", REL: "Relapse",
};

/** A response by its letters: CR filled, lesser remissions outlined, NR grey, NE dashed, REL dark outline. */
export function ResponseBadge({ status, big = false }: { readonly status: string; readonly big?: boolean }) {
  return <abbr className={`response ${LOOK[status] ?? ""}${big ? " response-big" : ""}`} title={SAYS[status] ?? status}>{status}</abbr>;
}
