import type { Tone } from "./state-drawings";

/** How much of a whole is done. The words beside it carry the numbers; `label` carries them to screen readers. */
export function ProgressBar({ done, of, tone, label }: { readonly done: number; readonly of: number; readonly tone: Tone; readonly label: string }) {
  return (
    <svg className={`progress tone-${tone}`} viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect width={of === 0 ? 0 : (100 * done) / of} height="6" />
    </svg>
  );
}
