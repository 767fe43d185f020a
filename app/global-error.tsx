"use client";

/** When not even the frame of a page could be made. Next's own has a style element without a nonce. */
export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en-GB">
      <body>
        <main className="main" id="main">
          <h1>This page could not be made.</h1>
          <p>Nothing was changed. Quote {error.digest ?? "the time"} when you report it, and load the page again.</p>
        </main>
      </body>
    </html>
  );
}
