"use client";

import { Button } from "@mantine/core";

/** By the digest that a refusal carries; no sentence of the server comes here otherwise. */
const SAYS: Readonly<Record<string, string>> = {
  busy: "The system is too busy just now. Try again in a moment.",
  record_held: "Somebody else is saving in this record just now. Try again in a moment.",
  database_away: "The database cannot be reached just now. What is saved is safe; try again in a moment.",
  storage_full: "The database has no room left. Tell whoever runs this system.",
};

/** Something unexpected while a page was made. The digest is the reference in the server's log. */
export default function ErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <main className="main" id="main">
      <h1>This page could not be made.</h1>
      <p className="below">Nothing was changed. {SAYS[error.digest ?? ""] ?? `Quote ${error.digest ?? "the time"} when you report it.`}</p>
      <p className="below"><Button onClick={() => window.location.reload()}>Try again</Button></p>
    </main>
  );
}
