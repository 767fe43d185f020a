/** Headers and limits are the web server's (ops/web-server.mjs), so that files, interfaces and errors have them too. */
/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  compress: false, // ops/press.mjs does
  productionBrowserSourceMaps: true,
  typescript: { ignoreBuildErrors: true }, // types are checked by npm run check, once, not again at every start
  serverExternalPackages: ["@node-rs/argon2"],
  images: { unoptimized: true }, // no optimiser that fetches what an address names
  experimental: { serverActions: { bodySizeLimit: "1mb" } },
};
