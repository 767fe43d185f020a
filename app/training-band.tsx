import { TRAINING_SAYS } from "@/lib/kernel/training-words";

/** Round every page of a training, also before anybody has signed in: words, a colour that nothing else has, and a frame that no dialog covers. */
export function TrainingBand() {
  const [training, ...rest] = TRAINING_SAYS.split(": ");
  return <aside className="training-band" aria-label="Training"><strong>{training}</strong><span>{rest.join(": ")}</span></aside>;
}
