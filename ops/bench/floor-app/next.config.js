import path from "node:path";

/** The packages are those of the application two folders up. */
export default { poweredByHeader: false, turbopack: { root: path.resolve(import.meta.dirname, "../../..") }, serverExternalPackages: ["pg"] };
