import type { Metadata } from "next";
import { Card } from "@/app/_ui/card";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import { asReader } from "@/lib/server/page";
import { readSignables } from "@/lib/signatures/read-signables";
import { MOST_AT_ONCE } from "@/lib/signatures/scope";
import { SignList } from "./sign-list.client";

export const metadata: Metadata = { title: "Sign" };

/** Everything that waits for this investigator's signature: casebooks and visits, to be signed one by one or together. */
export default async function SignPage() {
  const patients = await asReader("casebook.sign", readSignables);
  const ready = patients.filter(({ casebook }) => casebook.notYet.length === 0).length;
  return (
    <>
      <PageHeader title="Sign" subtitle={`${patients.length} ${patients.length === 1 ? "patient has" : "patients have"} values without a signature, ${ready} of them complete and without open queries`} />
      <Card title="Waiting for a signature" hideTitle>
        {patients.length === 0
          ? <EmptyState title="Nothing waits for a signature" actions={<TextLink href="/patients" underlined>Patients</TextLink>}>A patient stands here as soon as values are entered that no signature covers, or a signed value is changed. You choose patients, look at every value, and sign with your password.</EmptyState>
          : <SignList patients={patients} most={MOST_AT_ONCE} />}
      </Card>
    </>
  );
}
