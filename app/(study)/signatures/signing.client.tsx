"use client";
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Modal } from "@/app/_ui/modal.client";
import { Callout } from "@/app/_ui/callout";
import { OwnProof } from "@/app/_ui/own-proof.client";
import { useAct } from "@/app/_ui/use-act.client";
import type { Reviews } from "@/lib/signatures/read-review";
import { confirmEligibilityAction, signRecordsAction } from "./actions";
import { ReviewView } from "./review-view";
import { useReview } from "./use-review.client";

export interface Signed {
  /** What is signed: the keys of the scopes. */
  readonly of: readonly string[];
  /** Names the dialog: "Sign the casebook of 101-001". */
  readonly title: string;
  /** The button that opens it, and (without the dots) the one that signs. */
  readonly button: string;
  /** After signing, where the page keeps what was chosen. */
  readonly onSigned?: () => void;
}

interface Props extends Signed { readonly opened: boolean; readonly onClose: () => void }

/** The dialog of a signature: what it means, what is signed as the server states it, and the person's own password. */
export function Signing({ of, title, button, onSigned = () => {}, opened, onClose }: Props) {
  const router = useRouter();
  const { review, again } = useReview(of, opened);
  const { send, fault, busy } = useAct(again);
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");

  const close = () => { onClose(); setPassword(""); };
  const sign = async (event: FormEvent) => {
    event.preventDefault();
    if (typeof review === "string") return;
    const signed = await sendSignature(send, review, { username: username.trim() || null, password });
    setPassword("");
    if (!signed) return;
    close();
    onSigned();
    router.refresh();
  };
  return (
    <Modal opened={opened} onClose={close} title={title} centered size="lg" closeButtonProps={{ "aria-label": "Close without signing" }}>
      {review === "waiting" && <p className="dim" role="status">Reading what is to be signed…</p>}
      {review === "unreached" && <Callout tone="soft" live="status">What is to be signed could not be read. Nothing was signed. Close this and try again.</Callout>}
      {typeof review !== "string" && (
        <form onSubmit={sign}>
          <Stack gap="sm">
            <Statements reviews={review} />
            <ReviewView reviews={review.reviews} />
            <p className="muted">Your name, your role, these words and the time on the server’s clock are stored with the content. A value that changes later takes its own part of the signature away, and no other.</p>
            {!review.named && <TextInput label="Your user name" description="Asked once a session, at the first signature" value={username} onChange={(event) => setUsername(event.currentTarget.value)} autoComplete="username" required data-autofocus />}
            <OwnProof value={password} onChange={setPassword} error={fault} takesFocus={review.named} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>Cancel</Button>
              <Button type="submit" loading={busy} disabled={password === "" || (!review.named && username.trim() === "") || review.reviews.some(({ locked, values }) => locked || values === 0)}>{button}</Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

/** Eligibility has an act of its own, with rules of its own; everything else is signed together. */
function sendSignature(send: ReturnType<typeof useAct>["send"], { reviews }: Reviews, proof: { readonly username: string | null; readonly password: string }): Promise<boolean> {
  const [first] = reviews;
  if (first?.scope.meaning === "eligibility") return send(confirmEligibilityAction, "confirm", { patientId: first.scope.patientId, seen: first.seen, reason: null, ...proof });
  return send(signRecordsAction, "sign", { records: reviews.map(({ scope, seen }) => ({ scope: { ...scope }, seen })), reason: null, ...proof });
}

/** Each statement once, with whom it is given for where there are several. */
function Statements({ reviews: { reviews } }: { readonly reviews: Reviews }) {
  const statements = [...new Set(reviews.map(({ statement }) => statement))];
  return statements.map((statement) => (
    <blockquote key={statement} className="sign-statement">
      {statements.length > 1 && <b>{reviews.filter((review) => review.statement === statement).map(({ number }) => number).join(", ")}: </b>}{statement}
    </blockquote>
  ));
}
