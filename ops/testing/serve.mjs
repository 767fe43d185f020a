// The built application for one test, as a process that can be killed: node ops/testing/serve.mjs, with APP_DATABASE_URL, AUTH_DATABASE_URL, NEXTAUTH_SECRET, NEXTAUTH_URL and PORT set.
import path from "node:path";
import { openWebServer } from "../web-server.mjs";

const root = path.resolve(import.meta.dirname, "../..");
process.chdir(root);
const server = await openWebServer({ root, port: Number(process.env.PORT), host: "localhost" });
console.log("ready");
process.on("SIGTERM", () => { server.close(() => process.exit(0)); server.closeAllConnections(); });
