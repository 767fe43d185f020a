const STEPS = ["kB", "MB", "GB"] as const;

/** "512 bytes", "1.2 MB": thousands, as file managers of today count. */
export function sayBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  const step = Math.min(STEPS.length, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1_000 ** step).toFixed(1)} ${STEPS[step - 1]}`;
}
