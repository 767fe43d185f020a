import { PageHeader } from "@/app/_ui/page-header";
import { asReader } from "@/lib/server/page";
import type { ProtocolVersionId, ResponseProfile } from "@/lib/study/patient-record";
import { RULE_VERSION } from "@/lib/study/rule-version";
import { study } from "@/lib/study/study";
import { CHAPTERS } from "./chapters";
import { ChecksChapter, ChronologyChapter } from "./checks-chapter";
import { FindInHandbook } from "./find-in-handbook.client";
import { FormsChapter } from "./forms-chapter";
import { InhibitorsChapter } from "./inhibitors-chapter";
import { PermissionsChapter, TrailChapter } from "./people-chapters";
import { QuestionsChapter } from "./questions-chapter";
import { ResponseChapter } from "./response-chapter";
import { DosingChapter, EligibilityChapter } from "./rules-chapters";
import { ScheduleChapter } from "./schedule-chapter";
import { VersionsChapter } from "./versions-chapter";
import "./protocol.css";

export const metadata = { title: "Handbook" };

/** One page on purpose: the browser's own search finds everything. */
export default async function ProtocolPage() {
  const settings = await asReader("protocol.read", (tx) => tx.study.findFirst({ select: { openVersion: true, responseProfile: true } }));
  return (
    <>
      <PageHeader title="Handbook" subject={study.title} subtitle={`Rendered from the definitions that the system runs on, rules version ${RULE_VERSION}: it cannot say anything else than what is done.`} />
      <div className="handbook">
        <nav className="sections beside" aria-label="Chapters">
          <h2>Chapters</h2>
          <FindInHandbook />
          <ol>{Object.entries(CHAPTERS).map(([chapter, title]) => <li key={chapter}><a href={`#${chapter}`}>{title}</a></li>)}</ol>
        </nav>
        <div className="handbook-text" id="handbook-text">
          <QuestionsChapter />
          <VersionsChapter open={settings.openVersion as ProtocolVersionId} />
          <ScheduleChapter />
          <FormsChapter />
          <EligibilityChapter />
          <DosingChapter />
          <ResponseChapter inForce={settings.responseProfile as ResponseProfile} />
          <InhibitorsChapter />
          <ChecksChapter />
          <ChronologyChapter />
          <PermissionsChapter />
          <TrailChapter />
        </div>
      </div>
    </>
  );
}
