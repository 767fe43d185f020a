import { ProgressBar } from "./progress-bar";

interface Props {
  /** Null before anything is known of it; nothing is shown then. */
  readonly percent: number | null;
  /** "Storing" */
  readonly doing: string;
  /** What comes after 100 per cent: "Written. It is being sealed …" */
  readonly ending: string;
}

/** How far a long act is, all of which is kept at its end, or nothing. */
export function ActProgress({ percent, doing, ending }: Props) {
  if (percent === null) return null;
  const says = percent < 100 ? `${doing}: ${percent} %. Nothing is kept before all of it is.` : ending;
  return <span className="act-progress" role="status"><ProgressBar done={percent} of={100} tone="ip" label={says} /><span className="dim">{says}</span></span>;
}
