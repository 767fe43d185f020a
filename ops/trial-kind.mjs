// What a database is for: a real trial, training, or the demonstration. Its own mark says so, it is written once, and whoever asks for another kind is refused.

/** @typedef {"real" | "training" | "demonstration"} TrialKind */

const NAMES = { real: "a real trial", training: "training", demonstration: "the demonstration" };

/**
 * Of the study in this database; null when there is none yet. Reads only, and also what an older application made, which knew no training.
 * @returns {Promise<TrialKind | null>}
 */
export async function kindOf(admin) {
  const { rows: [{ made, marked }] } = await admin.query(
    "SELECT to_regclass('app.study') IS NOT NULL AS made, EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('app.study') AND attname = 'is_training') AS marked");
  if (!made) return null;
  const { rows: [study] } = await admin.query(`SELECT is_demonstration, ${marked ? "is_training" : "false AS is_training"} FROM app.study`);
  if (!study) return null;
  return study.is_training ? "training" : study.is_demonstration ? "demonstration" : "real";
}

/** Why a start with these options may not open a database of this kind, in one sentence; null when it may. Asked before anything is written. */
export function clashOfKinds(kind, options) {
  if (kind === null) return null;
  const training = options.includes("--training");
  if (training === (kind === "training")) return null;
  return training
    ? `--training: this database holds ${NAMES[kind]}, and stays that. Training has a database of its own: leave TRAINING_DATABASE_URL and TRAINING_FOLDER out, or name empty ones. Nothing was changed.`
    : "This database holds training, and stays that. Start it with npm start -- --training, or set DATABASE_URL or DATA_FOLDER to another one. Nothing was changed.";
}
