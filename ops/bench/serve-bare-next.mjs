// The child of bare-next.mjs. It imports nothing that the floor should not pay for, and never outlives the benchmark.
import { createServer } from "node:http";
import { prepareNext } from "../prepare.mjs";

process.on("disconnect", () => process.exit());
const web = await prepareNext(process.cwd());
createServer(web.getRequestHandler()).listen(Number(process.env.PORT), () => process.send("ready"));
