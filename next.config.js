/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  serverExternalPackages: ["@node-rs/argon2", "linkedom"],
  experimental: { serverActions: { bodySizeLimit: "1mb" } },
  async headers() {
    const everywhere = [
      { key: "x-content-type-options", value: "nosniff" },
      { key: "referrer-policy", value: "same-origin" },
      { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=()" },
      { key: "cross-origin-opener-policy", value: "same-origin" },
    ];
    return [{ source: "/:path*", headers: everywhere }];
  },
};
