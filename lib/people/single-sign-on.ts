import "server-only";
import { cookies } from "next/headers";
import type { User } from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { authDb } from "@/lib/server/db";
import { env } from "@/lib/server/env";
import { sessionToken } from "@/lib/server/session";
import { LINK_COOKIE, SESSION_COOKIE, setDeviceCookie } from "@/lib/server/session-cookie";
import { newToken } from "./new-token";
import { hereFrom } from "./whence";

/** What a provider's signed token says of a person: OpenID Connect Core 1.0, section 2. Times in seconds since 1970, UTC. */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly auth_time?: number;
  readonly amr?: readonly string[];
}

/** The provider's ids in addresses: /api/auth/callback/sso and /api/auth/callback/sso-confirm are registered there. */
export const SIGN_IN = "sso";
export const CONFIRM = "sso-confirm";

/** The provider that the environment names; null without one. */
export const providerName: string | null = env.OIDC_ISSUER ? env.OIDC_NAME : null;

const provider = (id: string, asks: Readonly<Record<string, string>>): OAuthConfig<Claims> => ({
  id, name: env.OIDC_NAME, type: "oauth", idToken: true, checks: ["pkce", "state", "nonce"],
  wellKnown: `${env.OIDC_ISSUER?.replace(/\/$/, "")}/.well-known/openid-configuration`,
  clientId: env.OIDC_CLIENT_ID ?? "", clientSecret: env.OIDC_CLIENT_SECRET ?? "",
  authorization: { params: { scope: "openid", ...asks } },
  httpOptions: { timeout: 10_000 },
  profile: ({ sub }) => ({ id: sub }),
});

/** One to sign in, and one that makes the provider ask again who sits there, however recently it knew. */
export const singleSignOn = (): readonly OAuthConfig<Claims>[] =>
  (env.OIDC_ISSUER ? [provider(SIGN_IN, {}), provider(CONFIRM, { prompt: "login", max_age: "0" })] : []);

/** Proofs that a provider asked for more than a password: RFC 8176. */
const FURTHER_FACTORS = ["mfa", "otp", "hwk", "swk", "sc", "pop", "fpt", "face", "iris", "retina", "vbm"];

/** Whether the provider itself says that it saw a second factor. */
export const hasFurtherFactor = ({ amr }: Claims): boolean => amr?.some((way) => FURTHER_FACTORS.includes(way)) ?? false;

/** Seconds that a sign-in at the provider counts as made for the act at hand, the two clocks' difference included. */
const FRESH_SECONDS = 120;

/** Whether the person was asked just now. A provider that does not say when cannot vouch for a signature. */
export const isFresh = ({ auth_time: at }: Claims, now: Date): boolean => at !== undefined && Math.abs(now.getTime() / 1000 - at) <= FRESH_SECONDS;

/**
 * What next-auth does with somebody the provider vouches for: true opens the session that was put into `user`, an address leads there instead.
 * Whoever comes from a one-time link is joined to its account; anybody else must be joined already.
 */
export async function enterByProvider(user: User, claims: Claims): Promise<true | string> {
  const { address, agent, device } = await hereFrom();
  const link = await takeLink();
  const [token, known, factor] = [newToken(), device ?? newToken(), hasFurtherFactor(claims)];
  const [entered] = link === null
    ? await authDb.$queryRaw<{ outcome: string }[]>`SELECT ctx.sign_in_by_provider(${claims.iss}, ${claims.sub}, ${factor}, ${token}, ${known}, ${address}, ${agent}) AS outcome`
    : await authDb.$queryRaw<{ outcome: string }[]>`SELECT ctx.join_identity(${link}, ${claims.iss}, ${claims.sub}, ${factor}, ${token}, ${known}, ${address}, ${agent}) AS outcome`;
  if (entered?.outcome !== "in") return `/sign-in?provider=${entered?.outcome ?? "unknown"}`;
  await setDeviceCookie(known);
  Object.assign(user, { sessionToken: token });
  return true;
}

/** For an act that asks who sits there: the same person, asked just now. The session stays what it was; the page that opens says how it went. */
export async function proveByProvider(claims: Claims): Promise<string> {
  if (!isFresh(claims, new Date())) return "/confirmed?outcome=not_asked";
  const [proved] = await authDb.$queryRaw<{ same: boolean }[]>`SELECT ctx.prove_identity(${(await sessionToken()) ?? ""}, ${claims.iss}, ${claims.sub}) AS same`;
  return `/confirmed?outcome=${proved?.same ? "proved" : "somebody_else"}`;
}

const LINK_SECONDS = 600;

/** Remembers in this browser which one-time link leads over the provider. Whether it is one is asked when somebody comes back with it. */
export async function keepLink(raw: unknown): Promise<boolean> {
  const link = z.string().min(20).max(100).safeParse(raw);
  if (link.success) (await cookies()).set(LINK_COOKIE, link.data, { ...SESSION_COOKIE.options, maxAge: LINK_SECONDS });
  return link.success;
}

async function takeLink(): Promise<string | null> {
  const kept = await cookies();
  const link = kept.get(LINK_COOKIE)?.value ?? null;
  if (link !== null) kept.delete(LINK_COOKIE);
  return link;
}
