// What arrives from outside, made safe to read: headers that only we may set are thrown away, what cannot be decoded is refused.
import { isIPv6 } from "node:net";

export const LONGEST_URL = 4_096;
export const LARGEST_BODY = 1_048_576; // bytes

/** Of Next's own headers a browser of ours sends these; all others of that family are for Next to talk to itself. */
const OF_OUR_PAGES = new Set(["next-action", "next-url", "next-router-state-tree", "next-router-prefetch", "next-router-segment-prefetch"]);
/** `authorization`: the library of sessions would take a token from it too. */
const NEVER_FROM_OUTSIDE = new Set(["authorization", "proxy-authorization", "forwarded", "content-security-policy", "content-security-policy-report-only"]);
const isForeign = (name) => NEVER_FROM_OUTSIDE.has(name) || name.startsWith("x-") || (name.startsWith("next-") && !OF_OUR_PAGES.has(name));

/** Below it programs of people read data cuts: by an access token, never by a cookie. */
const PROGRAMS = "/api/v1/";

/** The access token that a program sends along; null where none belongs. Taken before the headers are cleaned; the cookies of such a request are thrown away. */
export function takeBearer({ url, headers }) {
  if (!url.startsWith(PROGRAMS)) return null;
  delete headers.cookie;
  return /^Bearer ([\w-]{20,100})$/i.exec(headers.authorization ?? "")?.[1] ?? null;
}

/**
 * The network address a request came from. Without proxies: the peer's. With n of them: the nth from the end of what they appended to
 * `x-forwarded-for`; what stands before it was written by whoever asks.
 */
export function addressOf(headers, peer, proxies) {
  const plain = (address) => (address ?? "unknown").replace(/^::ffff:(?=\d+\.)/, "");
  if (proxies === 0) return plain(peer);
  const named = String(headers["x-forwarded-for"] ?? "").split(",").map((each) => each.trim()).filter(Boolean);
  const address = named.at(-proxies);
  return address && /^[0-9a-f.:]{2,45}$/i.test(address) ? plain(address) : plain(peer);
}

/** Whoever holds one address of IPv6 holds the 2^64 beside it: they count as one. */
export function networkOf(address) {
  if (!isIPv6(address)) return address;
  const [before, after] = address.split("::");
  const head = before.split(":").filter(Boolean);
  const tail = after === undefined ? [] : after.split(":").filter(Boolean);
  const whole = after === undefined ? head : [...head, ...Array(Math.max(0, 8 - head.length - tail.length)).fill("0"), ...tail];
  return `${whole.slice(0, 4).map((part) => Number.parseInt(part, 16).toString(16)).join(":")}::/64`;
}

/** Takes away what only the server may say to itself, and cookies that cannot be decoded. `rawHeaders` too: Next reads either. */
export function cleanHeaders(request) {
  for (const name of Object.keys(request.headers)) if (isForeign(name)) delete request.headers[name];
  if (request.headers.cookie !== undefined) {
    const kept = request.headers.cookie.split(";").map((pair) => pair.trim()).filter((pair) => pair !== "" && canDecode(pair));
    if (kept.length > 0) request.headers.cookie = kept.join("; "); else delete request.headers.cookie;
  }
  request.rawHeaders = Object.entries(request.headers).flatMap(([name, value]) => [value].flat().flatMap((each) => [name, each]));
}

const canDecode = (text) => {
  try { decodeURIComponent(text); return true; } catch { return false; }
};

/** Why a request is not looked at any further: [status, sentence], or null. `own`: the origin people type. */
export function refusalOf({ method, url, headers }, own) {
  if (!["GET", "HEAD", "POST"].includes(method)) return [405, "Only GET, HEAD and POST are answered."];
  if (url.length > LONGEST_URL) return [414, "The address is too long."];
  const [path, query = ""] = url.split(/\?(.*)/s);
  // One spelling for one page: an address that decodes into separators, control characters or more escapes is nobody's link.
  if (!path.startsWith("/") || path.startsWith("//") || !canDecode(path) || !canDecode(query.replaceAll("+", " ")) || /[\x00-\x1f\x7f\\]|%(?:0|1|25|2f|5c|7f)/i.test(path) || query.includes("%00")) return [400, "The address is malformed."];
  if (method !== "POST") return /^\/api\/auth\/signout/i.test(path) ? [405, "Signing out is a POST: no link can do it."] : null;
  if (path === "/csp-report") return null;
  if (headers["content-encoding"] !== undefined) return [415, "Compressed requests are not read."];
  if (Number(headers["content-length"] ?? 0) > LARGEST_BODY) return [413, "The request is larger than 1 MB."];
  if (headers.origin !== own) return [403, `This request did not come from a page of ${own} and was not carried out. Open ${own} and try again.`];
  return null;
}
