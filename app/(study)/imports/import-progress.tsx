import { ProgressBar } from "@/app/_ui/progress-bar";

/** How far storing is; shown once it takes longer than a moment. All of it is kept at the end, or nothing. */
export function ImportProgress({ percent }: { readonly percent: number | null }) {
  if (percent === null) return null;
  const says = percent < 100 ? `Storing: ${percent} %. Nothing is kept before all of it is.` : "Written. It is being sealed into the trail…";
  return <span className="import-progress" role="status"><ProgressBar done={percent} of={100} tone="ip" label={says} /><span className="dim">{says}</span></span>;
}
