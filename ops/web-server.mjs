// The web server: the first thing a request meets, then the built application. `npm start` runs it in its process, tests in one of their own.
import { randomBytes, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { prepareNext } from "./prepare.mjs";
import { press } from "./press.mjs";
import { openBudgets } from "./security/budgets.mjs";
import { headersFor, NOTHING_RUNS, REPORTS } from "./security/headers.mjs";
import { addressOf, cleanHeaders, LARGEST_BODY, refusalOf, takeBearer } from "./security/inbound.mjs";
import { describeError, log, takeOverConsole } from "./security/log.mjs";
import { readReport } from "./security/reports.mjs";
import { mustBeSecret } from "./secrets.mjs";
import { compressedStatic } from "./static-files.mjs";
import { isTimed, timed } from "./timing.mjs";

const CONNECTIONS_OF_ONE_ADDRESS = 100;
const LIMITS = { maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 2_000 }; // ms

/** Listens on `port` of `host` (all addresses when undefined). Settles when requests are answered; fails with Node's own error, such as EADDRINUSE. */
export async function openWebServer({ root, port, host }) {
  mustBeSecret("NEXTAUTH_SECRET", process.env.NEXTAUTH_SECRET);
  const own = ownAddress(process.env.NEXTAUTH_URL);
  const proxies = trustedProxies(process.env.TRUSTED_PROXIES);
  const isTiming = isTimed(process.env);
  const web = await prepareNext(root);
  const handle = web.getRequestHandler();
  const answer = isTiming ? (request, response) => timed(response, () => handle(request, response)) : handle;
  const deployment = { proxies, own, ...headersFor(own), budgets: openBudgets(process.env), answer, fromCompressed: compressedStatic(root) };
  takeOverConsole();
  const server = createServer(LIMITS, (request, response) => void receive(request, response, deployment).catch((error) => fail(response, error)));
  server.on("upgrade", (_, socket) => socket.destroy());
  server.on("clientError", (error, socket) => refuseUnreadable(error, socket, deployment.everywhere));
  if (proxies === 0) limitConnections(server);
  server.on("close", () => void deployment.budgets.close());
  await new Promise((done, failed) => { server.once("error", failed); server.listen(port, host, done); });
  server.removeAllListeners("error");
  return server;
}

/** Cookies, links and the check of origins hang on it: an origin, and nothing after it. */
function ownAddress(set) {
  const url = URL.canParse(set) ? new URL(set) : null;
  if (!/^https?:$/.test(url?.protocol) || url.pathname !== "/" || url.search || url.hash || url.username) throw new Error(`NEXTAUTH_URL is ${set}. It is the address people type, and nothing after it: https://ecrf.example.org`);
  return url;
}

function trustedProxies(set) {
  const count = Number(set || 0);
  if (!Number.isInteger(count) || count < 0 || count > 9) throw new Error(`TRUSTED_PROXIES is ${set}. It is how many proxies stand in front, from 0 to 9.`);
  return count;
}

async function receive(request, response, { proxies, own, everywhere, policyOf, budgets, answer, fromCompressed }) {
  const address = addressOf(request.headers, request.socket.remoteAddress, proxies);
  const bearer = takeBearer(request);
  cleanHeaders(request);
  const nonce = randomBytes(18).toString("base64");
  dress(request, response, everywhere, policyOf(nonce));
  const refusal = refusalOf(request, own.origin);
  if (refusal) return say(response, ...refusal);
  if (request.url === REPORTS && request.method === "POST") return readReport(request, response);
  if (fromCompressed(request, response)) return;
  if (!isStatic(request.url)) {
    const wait = await budgets.spend(request, address, bearer).catch((error) => { log({ level: "error", event: "budgets", reference: randomUUID(), ...describeError(error) }); return null; });
    if (wait === null) return say(response, 503, "The database cannot be reached just now, so nothing can be shown or saved. Nothing was changed; try again in a minute.");
    if (wait > 0) return say(response.setHeader("retry-after", wait), 429, `Too many requests in a short time. Nothing was changed; wait ${wait} s and try again.`);
  }
  limitBody(request, response);
  press(request, response);
  Object.assign(request.headers, { "x-client-address": address, ...(bearer ? { "x-access-token": bearer } : {}), "x-nonce": nonce, "content-security-policy": policyOf(nonce), "x-forwarded-host": own.host, "x-forwarded-proto": own.protocol.slice(0, -1) });
  await answer(request, response);
}

const isStatic = (url) => url.startsWith("/_next/static/") || url === "/mark.svg";

/** The headers go on at the last moment, so that nothing behind can leave one out. */
function dress(request, response, everywhere, policy) {
  const write = response.writeHead;
  response.writeHead = function (status, ...more) {
    for (const given of more) if (given && typeof given === "object") for (const [name, value] of Object.entries(given)) response.setHeader(name, value);
    for (const [name, value] of Object.entries(everywhere)) response.setHeader(name, value);
    response.removeHeader("x-nextjs-cache");
    const isPage = String(response.getHeader("content-type") ?? "").startsWith("text/html");
    response.setHeader("content-security-policy", isPage ? policy : NOTHING_RUNS);
    if (!(request.url.startsWith("/_next/static/") && status < 400)) response.setHeader("cache-control", "no-store");
    if (request.method === "POST" && request.url.startsWith("/api/auth/signout")) response.setHeader("clear-site-data", '"cache", "storage"');
    return write.call(response, status, ...more.filter((each) => typeof each === "string"));
  };
}

/** One sentence, and the connection ends: what was still to come is not read. */
function say(response, status, sentence) {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", ...(status === 429 || status === 503 ? {} : { connection: "close" }) });
  response.end(`${sentence}\n`);
}

function fail(response, error) {
  const reference = randomUUID();
  log({ level: "error", event: "request", reference, ...describeError(error) });
  say(response, 500, `This could not be answered. Quote ${reference} when you report it.`);
}

/** A body without a length is counted as it comes. */
function limitBody(request, response) {
  const push = request.push;
  let size = 0;
  request.push = function (chunk, ...more) {
    size += chunk?.length ?? 0;
    if (size <= LARGEST_BODY) return push.call(request, chunk, ...more);
    if (!response.writableEnded) say(response, 413, "The request is larger than 1 MB.");
    response.once("close", () => request.socket.destroy());
    return false;
  };
}

function limitConnections(server) {
  const open = new Map();
  server.on("connection", (socket) => {
    const from = socket.remoteAddress;
    const count = (open.get(from) ?? 0) + 1;
    if (count > CONNECTIONS_OF_ONE_ADDRESS) return void socket.destroy();
    open.set(from, count);
    socket.once("close", () => { if (open.get(from) === 1) open.delete(from); else open.set(from, open.get(from) - 1); });
  });
}

/** What is no HTTP, came too slowly, or has too long headers. */
function refuseUnreadable(error, socket, everywhere) {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const [status, text] = { ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout"], HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large"] }[error.code] ?? [400, "Bad Request"];
  const headers = { ...everywhere, "content-security-policy": NOTHING_RUNS, "cache-control": "no-store", connection: "close", "content-length": 0 };
  socket.end(`HTTP/1.1 ${status} ${text}\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`);
}
