import type { ProtocolVersion } from "@/lib/study/versions/protocol-version";
import { abstracts, arms, cenersen } from "@/lib/study/versions/2007/dosing";
import { schedule2007 } from "@/lib/study/versions/2007/schedule";

/** The trial as its investigators reported it: cenersen over 4 days, chemotherapy from day 2. */
export const version2007: ProtocolVersion = { id: "2007", title: "Protocol as reported in 2007", source: abstracts, cenersen, arms, visits: schedule2007, forms: {} };
