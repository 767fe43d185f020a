"use client";

import { Button } from "@mantine/core";

/** Something unexpected while a page was made. The digest is the reference in the server's log. */
export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="main" id="main">
      <h1>This page could not be made.</h1>
      <p className="below">Nothing was changed. Quote {error.digest ?? "the time"} when you report it.</p>
      <p className="below"><Button onClick={reset}>Try again</Button></p>
    </main>
  );
}
