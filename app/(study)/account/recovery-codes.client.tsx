"use client";

import { Button, CopyButton } from "@mantine/core";

/** Shown once: only their hashes are kept. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <div className="stack" role="status">
      <p>When the phone is not at hand, one of these is typed instead of its code. Each opens once. They are shown only now: print them, or keep them where you keep passwords.</p>
      <ul className="account-codes">{codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <CopyButton value={codes.join("\n")}>{({ copied, copy }) => <Button variant="default" onClick={copy}>{copied ? "Copied" : "Copy all"}</Button>}</CopyButton>
    </div>
  );
}
