import type { ProtocolVersion } from "@/lib/study/versions/protocol-version";
import { arms, cenersen, review } from "@/lib/study/versions/review/dosing";
import { scheduleReview } from "@/lib/study/versions/review/schedule";

/** The trial as a later review describes it: cenersen over 7 days, cytarabine on 3 days. */
export const reviewVersion: ProtocolVersion = { id: "review", title: "Protocol as described in review", source: review, cenersen, arms, visits: scheduleReview, forms: {} };
