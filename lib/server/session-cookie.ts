import "server-only";
import { cookies } from "next/headers";
import { encode } from "next-auth/jwt";
import { env } from "./env";
import { isTraining } from "./trial-kind";

const secure = env.NEXTAUTH_URL.startsWith("https:");
/** Cookies know hosts, not ports: training beside the trial on one host has names of its own, so that both are open in one browser. */
const named = (name: string) => `${secure ? "__Host-" : ""}${isTraining ? "training-" : ""}${name}`;
/** The longest that a session lasts, in seconds; the database ends it earlier. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** Over https the browser itself binds it to this host, this path and a safe line. */
export const SESSION_COOKIE = {
  name: named("next-auth.session-token"),
  options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
};
/** next-auth's own, for the time of a sign-in. */
export const CSRF_COOKIE = { ...SESSION_COOKIE, name: named("next-auth.csrf-token") };
export const CALLBACK_COOKIE = { ...SESSION_COOKIE, name: named("next-auth.callback-url") };
/** Which one-time link leads over a provider and back. */
export const LINK_COOKIE = named("ecrf-link");
const DEVICE_COOKIE = named("ecrf-device");
const DEVICE_SECONDS = 400 * 24 * 60 * 60; // the longest that browsers keep a cookie

/** Puts a new token into the browser that asks: after signing in by a link, and after a password or second factor changed. */
export async function setSessionCookie(sessionToken: string): Promise<void> {
  (await cookies()).set(SESSION_COOKIE.name, await encode({ token: { sessionToken }, secret: env.NEXTAUTH_SECRET, maxAge: SESSION_SECONDS }), { ...SESSION_COOKIE.options, maxAge: SESSION_SECONDS });
}

/** By which this browser is known again. It opens nothing; it only keeps strangers from using up its owner's tries. */
export const deviceCookie = async (): Promise<string | null> => (await cookies()).get(DEVICE_COOKIE)?.value.slice(0, 100) ?? null;
export const setDeviceCookie = async (device: string): Promise<void> => void (await cookies()).set(DEVICE_COOKIE, device, { ...SESSION_COOKIE.options, sameSite: "strict", maxAge: DEVICE_SECONDS });
