// Somebody at a browser, without the browser: signs in, opens pages, calls server actions, all over HTTP.
import http from "node:http";
import { tsImport } from "tsx/esm/api";

const { actionId, callAction } = await tsImport("../testing/raw-action.ts", import.meta.url);
const PASSWORD = "demonstration only"; // of every account of the demonstration, and shown at its start

/** Signs a person of the demonstration in. */
export async function arrive(address, username) {
  const form = await fetch(`${address}/api/auth/csrf`);
  const { csrfToken } = await form.json();
  const entered = await fetch(`${address}/api/auth/callback/credentials`, {
    method: "POST", redirect: "manual", headers: { cookie: cookiesOf(form), origin: address, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, username, password: PASSWORD, json: "true" }),
  });
  const cookie = cookiesOf(entered);
  if (!cookie.includes("session-token")) throw new Error(`${username} could not sign in (HTTP ${entered.status}).`);
  const oneConnection = () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    return (path) => get(`${address}${path}`, cookie, agent);
  };
  return {
    get: oneConnection(),
    /** Another connection of the same session: a person may not sign in sixteen times at once. */
    oneConnection,
    /** Carries out an act as its page would. A refusal is an error: it must never pass for a fast answer. */
    async act(action, page, input) {
      const { status, value } = await callAction(`${address}${page}`, actionIdOf(action), [input], { cookie, origin: address });
      if (status !== 200 || !value?.ok) throw new Error(`${action} was refused (HTTP ${status}): ${JSON.stringify(value)}`);
      return value.value;
    },
  };
}

const known = new Map();
const actionIdOf = (name) => known.get(name) ?? known.set(name, actionId(name)).get(name);
const cookiesOf = (response) => response.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");

/** One page on a kept connection, compressed as browsers ask for it: ms to the first and to the last byte, and the bytes as sent. */
export function get(url, cookie = "", agent = http.globalAgent) {
  return new Promise((done, failed) => {
    const began = performance.now();
    const request = http.get(url, { agent, headers: { cookie, "accept-encoding": "gzip", accept: "text/html" } }, (response) => {
      const parts = [];
      let first;
      response.on("data", (part) => { first ??= performance.now() - began; parts.push(part); });
      response.on("error", failed);
      response.on("end", () => {
        const last = performance.now() - began;
        if (response.statusCode !== 200) return failed(new Error(`${url} answered HTTP ${response.statusCode}.`));
        done({ first, last, body: Buffer.concat(parts), encoding: response.headers["content-encoding"] });
      });
    });
    request.setTimeout(60_000, () => request.destroy(new Error(`${url} did not answer within 60 s.`)));
    request.on("error", failed);
  });
}
