import type { ReactNode } from "react";
import { ProofWay } from "@/app/_ui/way-of-proof.client";
import { Shell } from "@/app/_ui/shell";
import { readSurroundings } from "@/lib/analysis/read-surroundings";
import { providerName } from "@/lib/people/single-sign-on";
import { draftSecret } from "@/lib/server/draft-secret";
import { asReader } from "@/lib/server/page";
import { study } from "@/lib/study/study";
import { Here } from "./here.client";
import { Hints } from "./hints.client";
import { IdleWarning } from "./idle-warning.client";
import { navFor } from "./nav";
import "./study.css";
import { SignOutButton } from "./sign-out-button.client";

/** Draws what is around every page. What a person may see is decided by each page for itself. */
export default async function StudyLayout({ children }: { children: ReactNode }) {
  const around = await asReader("session.read", readSurroundings, { keepsPlans: true, first: true });
  return (
    <Here person={{ accountId: around.accountId, name: around.name, draftSecret: await draftSecret() }}>
      <Shell
        brand={{ name: study.shortTitle, href: "/" }} nav={navFor(around)} person={{ name: around.name, role: around.roles }} signOut={<SignOutButton />}
        invented={around.isTraining ? "Training" : around.isDemonstration ? "Demonstration" : null} footer={[around.times, `Protocol version ${around.openVersion} open for enrolment`, `Response rules ${around.profile}`, `Server clock ${around.now}`]}
      >
        <ProofWay way={around.elsewhere && providerName !== null ? { by: "provider", name: providerName } : { by: "password" }}><Hints unread={around.unreadHints}>{children}</Hints></ProofWay>
        <IdleWarning minutes={around.idleMinutes} />
      </Shell>
    </Here>
  );
}
