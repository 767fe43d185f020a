// What browsers say the content policy refused. Anybody can send such reports, so little of them is believed and little is written.
import { log } from "./log.mjs";

const LARGEST_REPORT = 16_384;
const LINES_A_MINUTE = 10;
const DIRECTIVE = /^[a-z-]{3,40}$/;
let lines = { since: 0, count: 0 };

/** Answers 204 whatever it was. Of a report only the directive and the kind of thing refused reach the log: its addresses may name a record. */
export function readReport(request, response) {
  let text = "";
  request.on("data", (chunk) => { if (text.length <= LARGEST_REPORT) text += chunk; else request.destroy(); });
  request.on("end", () => {
    for (const report of reportsIn(text)) note(report);
    response.writeHead(204);
    response.end();
  });
  request.on("error", () => {});
}

function reportsIn(text) {
  try {
    const sent = JSON.parse(text);
    return [sent].flat().slice(0, 5).map((each) => each?.body ?? each?.["csp-report"]).filter((each) => each && typeof each === "object");
  } catch { return []; }
}

function note(report) {
  const now = Date.now();
  if (now - lines.since > 60_000) lines = { since: now, count: 0 };
  if (++lines.count > LINES_A_MINUTE) return;
  const directive = String(report.effectiveDirective ?? report["effective-directive"] ?? report["violated-directive"] ?? "");
  const blocked = String(report.blockedURL ?? report["blocked-uri"] ?? "");
  if (DIRECTIVE.test(directive)) log({ level: "warning", event: "policy", directive, blocked: /^[a-z-]+$/.test(blocked) ? blocked : "address" });
}
