import { ActProgress } from "@/app/_ui/act-progress";

/** How far storing is; shown once it takes longer than a moment. */
export const ImportProgress = ({ percent }: { readonly percent: number | null }) => <ActProgress percent={percent} doing="Storing" ending="Written. It is being sealed into the trail…" />;
