// How often a session and a network may ask. Counted in the database, so that instances share the counts and a restart forgets none.
import { createHash } from "node:crypto";
import { decode } from "next-auth/jwt";
import pg from "pg";
import { networkOf } from "./inbound.mjs";

/** Settings of a deployment: requests a minute. A network is a whole hospital behind one address. */
export function limitsIn(env) {
  const whole = (name, otherwise) => {
    const value = Number(env[name] || otherwise);
    if (!Number.isInteger(value) || value < 1) throw new Error(`${name} is ${env[name]}, which is no limit. Use a whole number from 1.`);
    return value;
  };
  return { reads: whole("READS_PER_MINUTE", 600), writes: whole("WRITES_PER_MINUTE", 300), network: whole("REQUESTS_PER_MINUTE_AND_NETWORK", 6_000), programs: whole("PROGRAM_REQUESTS_PER_MINUTE_AND_NETWORK", 300) };
}

/** Opens the counting. `spend(request)` takes one from each budget the request draws on and says how many seconds to wait: 0 when it may go on. */
export function openBudgets(env) {
  const limits = limitsIn(env);
  const pool = new pg.Pool({ connectionString: env.AUTH_DATABASE_URL, max: 4, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
  pool.on("error", () => {}); // a connection that breaks while idle is replaced at the next request
  const keyOf = sessionKeys(env.NEXTAUTH_SECRET);
  const named = (env.PREPARED_STATEMENTS || "on") === "on" ? { name: "spend" } : {}; // its plan is kept, where no pooler stands between
  return {
    async spend({ method, headers }, address, bearer = null) {
      const kind = method === "POST" ? "writes" : "reads";
      const session = bearer ? hashOf(bearer) : await keyOf(headers.cookie);
      const ofPrograms = bearer ? [[`programs ${networkOf(address)}`, limits.programs]] : []; // before it is known whether the token is one: so many guesses, and no more
      const draws = [[`network ${networkOf(address)}`, limits.network], ...ofPrograms, ...(session ? [[`${kind} ${session}`, limits[kind]]] : [])];
      const take = () => pool.query({ ...named, text: "SELECT ctx.spend($1::text[], $2::int[]) AS wait", values: [draws.map(([key]) => key), draws.map(([, limit]) => limit)] });
      const { rows: [{ wait }] } = await take().catch((error) => { if (error.message === "Query read timeout") throw error; return take(); }); // a kept connection may have died with its server
      return wait;
    },
    close: () => pool.end(),
  };
}

const hashOf = (token) => createHash("sha256").update(`budget ${token}`).digest("base64url");

/** The session behind a cookie, as a hash that opens nothing; null for none of ours. Decrypting is remembered, not repeated, for the last thousand cookies. */
function sessionKeys(secret) {
  const known = new Map();
  const opened = async (cookie) => {
    if (!known.has(cookie)) {
      if (known.size >= 1_000) known.delete(known.keys().next().value);
      const inside = await Promise.resolve(cookie).then((sealed) => decode({ token: decodeURIComponent(sealed), secret })).catch(() => null);
      const token = typeof inside?.sessionToken === "string" ? inside.sessionToken : null;
      known.set(cookie, token && hashOf(token));
    }
    return known.get(cookie);
  };
  return async (cookies) => {
    for (const [, cookie] of [...(cookies ?? "").matchAll(SESSION_COOKIES)].slice(0, MOST_SESSION_COOKIES)) {
      const session = await opened(cookie);
      if (session) return session;
    }
    return null;
  };
}

/** Of the trial and of training: one browser may send both to both, and only the own one can be opened. */
const SESSION_COOKIES = /(?:^|;\s*)(?:__Host-|__Secure-)?(?:training-)?next-auth\.session-token=([^;]+)/g;
const MOST_SESSION_COOKIES = 4; // opening each takes time that somebody else could want
