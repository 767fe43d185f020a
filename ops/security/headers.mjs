// What every response carries. SECURITY.md says why each exception stands.

/** `address`: the URL people type (NEXTAUTH_URL). Over plain HTTP nothing is promised for HTTPS, and nothing is upgraded. */
export function headersFor(address) {
  const secure = address.protocol === "https:";
  return {
    everywhere: {
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=(), payment=(), serial=(), hid=(), midi=(), display-capture=()",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "reporting-endpoints": `csp="${REPORTS}"`,
      ...(secure ? { "strict-transport-security": "max-age=63072000; includeSubDomains; preload" } : {}),
    },
    policyOf: (nonce) => policy(nonce, secure),
  };
}

/** Where browsers report what the policy refused. */
export const REPORTS = "/csp-report";

/** What files, interfaces and refusals carry: they are shown, and run nothing. */
export const NOTHING_RUNS = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const policy = (nonce, secure) => [
  "default-src 'none'",
  `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
  "script-src-attr 'none'",
  `style-src 'self' 'nonce-${nonce}'`,
  `style-src-elem 'self' 'nonce-${nonce}'`,
  "style-src-attr 'unsafe-inline'", // attributes only: the UI kit writes its sizes into them on the server
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "frame-src 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  "media-src 'none'",
  "worker-src 'none'",
  "manifest-src 'none'",
  ...(secure ? ["upgrade-insecure-requests"] : []),
  `report-uri ${REPORTS}`,
  "report-to csp",
].join("; ");
