// Scripts and style sheets of the build, compressed once as small as browsers can read them, and sent from there.
import { createReadStream, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";

const FOLDER = ".next/static";
const TYPES = { ".js": "application/javascript; charset=UTF-8", ".css": "text/css; charset=UTF-8" };
const compress = promisify(brotliCompress);

/** Writes `file.br` beside each script and style sheet of the build. */
export async function compressStatic(root) {
  const files = staticFiles(root).filter((file) => path.extname(file) in TYPES);
  await Promise.all(files.map(async (file) => writeFileSync(`${file}.br`, await compress(readFileSync(file)))));
}

/** Answers what was compressed, to browsers that can read it; false leaves a request to the application. Only what stood in the build at the start is known by its address. */
export function compressedStatic(root) {
  const known = new Map(staticFiles(root).filter((file) => existsSync(`${file}.br`)).map((file) => [`/_next/static/${path.relative(path.join(root, FOLDER), file).split(path.sep).join("/")}`, { file: `${file}.br`, size: statSync(`${file}.br`).size, type: TYPES[path.extname(file)] }]));
  return (request, response) => {
    const found = request.method === "GET" || request.method === "HEAD" ? known.get(request.url) : undefined;
    if (!found || !/(^|[\s,])br\s*(,|$)/.test(request.headers["accept-encoding"] ?? "")) return false;
    response.writeHead(200, { "content-type": found.type, "content-encoding": "br", "content-length": found.size, "cache-control": "public, max-age=31536000, immutable", vary: "Accept-Encoding" });
    if (request.method === "HEAD") response.end();
    else createReadStream(found.file).on("error", () => response.destroy()).pipe(response);
    return true;
  };
}

function staticFiles(root) {
  const folder = path.join(root, FOLDER);
  return existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name)) : [];
}
