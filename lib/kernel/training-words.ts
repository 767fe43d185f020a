/** What stands on everything that a training shows or hands out: pages, prints, files. */
export const TRAINING_SAYS = "TRAINING: invented patients, nothing counts";

/** Before the name of every file that leaves a training. */
export const TRAINING_FILE = "TRAINING-";
