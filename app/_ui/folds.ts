/** Names of the parts that somebody left otherwise than they begin. It says nothing of anybody, and scripts may read it. */
export const TOGGLED_COOKIE = "ecrf-folds";

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const NAMES_MAX = 20;

const namesIn = (kept: string): readonly string[] => kept.split(".").filter((name) => /^[a-z-]{1,20}$/.test(name)).slice(0, NAMES_MAX);

/** Whether a part is open, by what the cookie holds. */
export const isOpen = (kept: string | undefined, name: string, opensByItself: boolean): boolean => namesIn(kept ?? "").includes(name) !== opensByItself;

/** The cookie after a part was opened or closed. */
export function foldsCookie(kept: string, name: string, isToggled: boolean, isSecure: boolean): string {
  const names = [...namesIn(kept).filter((one) => one !== name), ...(isToggled ? [name] : [])];
  return `${TOGGLED_COOKIE}=${names.join(".")}; path=/; max-age=${YEAR_SECONDS}; samesite=strict${isSecure ? "; secure" : ""}`;
}
