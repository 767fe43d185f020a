// The built application for one test, as a process that can be killed: node ops/testing/serve.mjs, with APP_DATABASE_URL, AUTH_DATABASE_URL, NEXTAUTH_SECRET, NEXTAUTH_URL and PORT set.
import path from "node:path";
import { openWebServer } from "../web-server.mjs";

const root = path.resolve(import.meta.dirname, "../..");
process.chdir(root);
for (const limit of ["READS_PER_MINUTE", "WRITES_PER_MINUTE", "REQUESTS_PER_MINUTE_AND_NETWORK", "DOWNLOADS_PER_MINUTE"]) process.env[limit] ??= "1000000"; // a test that is about limits sets its own
const server = await openWebServer({ root, port: Number(process.env.PORT), host: "localhost" });
console.log("ready");
process.on("SIGTERM", () => { server.close(() => process.exit(0)); server.closeAllConnections(); });
