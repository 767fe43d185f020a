// The web server: the built application behind Node's own HTTP server. `npm start` runs it in its process, tests in one of their own.
import { createServer } from "node:http";
import { prepareNext } from "./prepare.mjs";

/** Listens on `port` of `host` (all addresses when undefined). Settles when requests are answered; fails with Node's own error, such as EADDRINUSE. */
export async function openWebServer({ root, port, host }) {
  const web = await prepareNext(root);
  const server = createServer(web.getRequestHandler());
  await new Promise((done, failed) => { server.once("error", failed); server.listen(port, host, done); });
  server.removeAllListeners("error");
  return server;
}
