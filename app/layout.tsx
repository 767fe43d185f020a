import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core";
import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "./_ui/providers.client";
import "./_ui/theme.css";
import "./_crf/crf.css";
import "./_figures/figures.css";

export const metadata: Metadata = { title: { default: "Cenersen AML", template: "%s · Cenersen AML" }, robots: { index: false, follow: false } };

/** Reading the nonce makes every page dynamic, as it must be: a page built in advance has scripts without one. */
export default async function Layout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? "";
  return (
    <html lang="en-GB" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" />
      </head>
      <body>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
