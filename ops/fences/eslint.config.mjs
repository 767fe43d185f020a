import next from "eslint-config-next/core-web-vitals";
import nextTypescript from "eslint-config-next/typescript";
import boundaries from "eslint-plugin-boundaries";

/** The architecture, as data. Lowest first; a layer imports itself and what its list names — nothing else. */
const PURE = ["kernel", "crf", "stats", "study", "access", "audit"];
/** In the printed order: a later capability may use an earlier one, never back. */
const ORDER = ["people", "patients", "visits", "entries", "imports", "discrepancies", "review", "signatures", "locks", "redactions", "exports", "analysis", "copies"];
const CAPABILITIES = Object.fromEntries(ORDER.map((name, at) => [name, ORDER.slice(0, at)]));
const MAY_IMPORT = {
  kernel: [],
  crf: ["kernel"],
  stats: ["kernel"],
  study: ["crf", "stats", "kernel"],
  access: ["kernel"],
  audit: ["crf", "kernel"],
  prisma: [],
  server: ["prisma", ...PURE],
  ...Object.fromEntries(Object.entries(CAPABILITIES).map(([name, siblings]) => [name, [...siblings, "server", ...PURE]])),
  ui: PURE,
  app: ["ui", ...Object.keys(CAPABILITIES), "server", ...PURE],
  e2e: PURE,
};
const FOLDER = { prisma: "prisma/generated", ui: ["app/_ui", "app/_crf", "app/_figures", "app/_print"], app: "app", e2e: "e2e" };

const layer = (...types) => ({ element: { types: { anyOf: types } } });
const library = (source) => ({ module: { origin: "external", source } });
const anyLibrary = [{ module: { origin: "external" } }, { module: { origin: "core" } }];

/** What a machine says in its own words and zone; ours are the same everywhere. */
const WITHOUT_ZONE = [
  ...["toLocaleDateString", "toLocaleTimeString", "toLocaleString", "toDateString", "toTimeString"].map((property) => ({ property, message: "Days and times: lib/kernel/instant.ts and calendar-date.ts; numbers: say-number.ts." })),
  { object: "Intl", property: "DateTimeFormat", message: "A time is said by lib/kernel/instant.ts, with its zone." },
];

const ofReact = Object.fromEntries(next.flatMap(({ rules = {} }) => Object.keys(rules)).filter((name) => /^(react|react-hooks|jsx-a11y)\//.test(name)).map((name) => [name, "off"]));

const config = [
  { ignores: ["node_modules/", ".next/", "prisma/generated/", "next-env.d.ts", "*.config.*"] },
  { settings: { react: { version: "19.3" } } },
  ...next,
  ...nextTypescript,
  {
    files: ["{app,lib,e2e}/**/*.{ts,tsx}"],
    plugins: { boundaries },
    settings: {
      "import/resolver": { typescript: { project: "./tsconfig.json" } },
      "boundaries/include": ["{app,lib,e2e}/**/*", "prisma/generated/**/*"],
      "boundaries/elements": Object.keys(MAY_IMPORT).map((type) => ({ type, pattern: FOLDER[type] ?? `lib/${type}` })),
      "boundaries/files": [{ category: "client", pattern: "**/*.client.tsx" }],
    },
    rules: {
      "@next/next/no-html-link-for-pages": "off", // app/_ui/follow-links.client.tsx follows every link
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@next/next/no-location-assign-relative-destination": "off", // a change of session loads the page anew, so that nothing of the last one stays in memory
      "boundaries/no-unknown-files": "error",
      "boundaries/dependencies": ["error", {
        default: "disallow",
        checkAllOrigins: true,
        policies: [
          ...Object.entries(MAY_IMPORT).map(([type, lower]) => ({ from: layer(type), allow: { to: layer(type, ...lower) } })),
          { allow: { to: anyLibrary } },
          { from: layer(...PURE), disallow: { to: anyLibrary }, message: "lib/{{from.element.types}} is pure: zod and decimal.js are the only libraries it may import (and lib/kernel @noble/hashes)." },
          { from: layer(...PURE), allow: { to: library("zod") } },
          { from: layer(...PURE), allow: { to: library("decimal.js") } },
          { from: layer("kernel"), allow: { to: library("@noble/hashes") } },
          { from: layer("stats"), allow: { to: library("@stdlib/*") } },
          { from: layer("stats"), allow: { to: library("@stdlib/**") } },
          {
            from: { file: { categories: "client" } },
            disallow: { to: layer("server", ...Object.keys(CAPABILITIES)), dependency: { kind: "value" } },
            message: "Client components reach the server through actions.ts.",
          },
        ],
      }],
      "no-restricted-properties": ["error", { object: "process", property: "env", message: "Read lib/server/env.ts." }, ...WITHOUT_ZONE],
    },
  },
  {
    // Every export of a "use server" file is an endpoint. Only the door may make one.
    // The exceptions ask nobody who they are, because nobody can be signed in yet: a one-time link is its own proof, and asking for one answers everybody alike.
    files: ["app/**/actions.ts"], ignores: ["app/(public)/welcome/**", "app/(public)/forgot/**"],
    rules: {
      "no-restricted-syntax": ["error",
        { selector: "ExportNamedDeclaration > FunctionDeclaration", message: "Export action({ … }), not a bare function." },
        { selector: "ExportDefaultDeclaration", message: "Export action({ … })." },
        { selector: "ExportNamedDeclaration > ExportSpecifier, ExportAllDeclaration", message: "No re-exports from actions.ts." },
        { selector: "ExportNamedDeclaration VariableDeclarator:not([init.callee.name='action'])", message: "Export action({ … }): the door is the only way in." },
      ],
    },
  },
  {
    files: ["app/**/*.{ts,tsx}"], ignores: ["app/**/actions.ts"],
    rules: { "no-restricted-syntax": ["error", { selector: "ExpressionStatement > Literal[value='use server']", message: "Server actions live in actions.ts." }] },
  },
  { files: ["{lib,e2e}/**/*.ts"], rules: ofReact }, // no component stands there, and to look for one takes a third of the time
  { files: ["lib/kernel/instant.ts"], rules: { "no-restricted-properties": ["error", { object: "process", property: "env" }] } },
  { files: ["lib/server/env.ts"], rules: { "no-restricted-properties": "off" } },
  { files: ["e2e/**/*.ts"], rules: { "no-restricted-properties": "off" } },
  {
    // Tests stand beside what they test and may use what it may not: the runner, Node, the harness.
    files: ["{app,lib}/**/*.test.ts"],
    rules: { "boundaries/dependencies": "off", "boundaries/no-unknown-files": "off", "no-restricted-properties": "off" },
  },
];
export default config;
