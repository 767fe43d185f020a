import type { NavItem } from "@/app/_ui/main-nav.client";
import type { Surroundings } from "@/lib/analysis/read-surroundings";
import type { Verb } from "@/lib/access/permissions";

const PAGES: readonly { readonly label: string; readonly href: string; readonly verb: Verb; readonly count?: (around: Surroundings) => number; readonly asks?: true }[] = [
  { label: "My day", href: "/", verb: "protocol.read" },
  { label: "Patients", href: "/patients", verb: "patient.read" },
  { label: "Exposure", href: "/exposure", verb: "exposure.read" },
  { label: "Sign", href: "/signatures", verb: "casebook.sign" },
  { label: "Queries", href: "/queries", verb: "discrepancy.read", count: ({ openQueries }) => openQueries, asks: true },
  { label: "Verify", href: "/verification", verb: "verification.read" },
  { label: "Safety", href: "/safety", verb: "safety.read" },
  { label: "Deviations", href: "/deviations", verb: "deviation.read" },
  { label: "Monitoring", href: "/monitoring", verb: "monitoring.read" },
  { label: "Medical review", href: "/medical-review", verb: "medical_review.read" },
  { label: "Lock", href: "/lock", verb: "lock.place" },
  { label: "Data cuts", href: "/cuts", verb: "cut.read" },
  { label: "Efficacy", href: "/efficacy", verb: "efficacy.read" },
  { label: "Reports", href: "/reports", verb: "report.read" },
  { label: "Ranges", href: "/laboratory", verb: "lab_range.read" },
  { label: "Imports", href: "/imports", verb: "import.read" },
  { label: "Redactions", href: "/redactions", verb: "redaction.read" },
  { label: "Delegation", href: "/delegation", verb: "delegation.read" },
  { label: "Our copy", href: "/copies", verb: "copy.take" },
  { label: "Trail", href: "/trail", verb: "trail.read" },
  { label: "Versions", href: "/versions", verb: "version.open" },
  { label: "People", href: "/people", verb: "person.read" },
  { label: "Handbook", href: "/protocol", verb: "protocol.read" },
  { label: "Help", href: "/help", verb: "session.read" },
];

/** The pages that this person's roles open, in the order of a day's work: where they do not all fit, the later ones fold away. */
export const navFor = (around: Surroundings): readonly NavItem[] =>
  PAGES.filter(({ verb }) => around.may.includes(verb)).map(({ label, href, count, asks }) => ({ label, href, ...(count ? { count: count(around) } : {}), ...(asks ? { asks } : {}) }));
