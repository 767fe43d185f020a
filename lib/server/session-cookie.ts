import "server-only";
import { cookies } from "next/headers";
import { encode } from "next-auth/jwt";
import { env } from "./env";

const secure = env.NEXTAUTH_URL.startsWith("https:");
/** The longest that a session lasts, in seconds; the database ends it earlier. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** Over https the browser itself binds it to this host, this path and a safe line. */
export const SESSION_COOKIE = {
  name: `${secure ? "__Host-" : ""}next-auth.session-token`,
  options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
};
/** Which one-time link leads over a provider and back. */
export const LINK_COOKIE = `${secure ? "__Host-" : ""}ecrf-link`;
const DEVICE_COOKIE = `${secure ? "__Host-" : ""}ecrf-device`;
const DEVICE_SECONDS = 400 * 24 * 60 * 60; // the longest that browsers keep a cookie

/** Puts a new token into the browser that asks: after signing in by a link, and after a password or second factor changed. */
export async function setSessionCookie(sessionToken: string): Promise<void> {
  (await cookies()).set(SESSION_COOKIE.name, await encode({ token: { sessionToken }, secret: env.NEXTAUTH_SECRET, maxAge: SESSION_SECONDS }), { ...SESSION_COOKIE.options, maxAge: SESSION_SECONDS });
}

/** By which this browser is known again. It opens nothing; it only keeps strangers from using up its owner's tries. */
export const deviceCookie = async (): Promise<string | null> => (await cookies()).get(DEVICE_COOKIE)?.value.slice(0, 100) ?? null;
export const setDeviceCookie = async (device: string): Promise<void> => void (await cookies()).set(DEVICE_COOKIE, device, { ...SESSION_COOKIE.options, sameSite: "strict", maxAge: DEVICE_SECONDS });
