// The child of floors.mjs: the floor's own small application, served as the real one is. It never outlives the benchmark.
import { createServer } from "node:http";
import path from "node:path";
import { prepareNext } from "../prepare.mjs";

process.on("disconnect", () => process.exit());
const web = await prepareNext(path.join(process.cwd(), "ops/bench/floor-app"));
createServer(web.getRequestHandler()).listen(Number(process.env.PORT), () => process.send("ready"));
