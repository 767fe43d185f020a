const tests = "\\.test\\.ts$";
const pure = "^lib/(kernel|crf|stats|study|access|audit)/";
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "pure-never-reaches-the-database", severity: "error", from: { path: pure, pathNot: tests }, to: { path: "^(lib/server|prisma/generated)/", reachable: true } },
    { name: "pure-never-reaches-react-or-next", severity: "error", from: { path: pure, pathNot: tests }, to: { path: "node_modules/(react|next)/", reachable: true } },
    { name: "nothing-is-unused", severity: "error", from: { orphan: true, path: "^(lib|app)/", pathNot: "(\\.d|/route)\\.ts$|^app/global-error\\.tsx$" }, to: {} },
  ],
  required: [
    { name: "every-page-asks-who-you-are", severity: "error", module: { path: "^app/.*/page\\.tsx$", pathNot: "^app/\\(public\\)/" }, to: { path: "^lib/server/page\\.ts$" } },
    { name: "every-actions-file-uses-the-door", severity: "error", module: { path: "^app/.*/actions\\.ts$", pathNot: "^app/\\(public\\)/" }, to: { path: "^lib/server/action\\.ts$" } },
  ],
  options: { tsConfig: { fileName: "tsconfig.json" }, tsPreCompilationDeps: true, doNotFollow: { path: "node_modules|prisma/generated" } },
};
