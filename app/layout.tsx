import { ColorSchemeScript, mantineHtmlProps } from "@mantine/core";
import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { TRAINING_SAYS } from "@/lib/kernel/training-words";
import { isTraining } from "@/lib/server/trial-kind";
import { study } from "@/lib/study/study";
import { Providers } from "./_ui/providers.client";
import { TrainingBand } from "./training-band";
import "./_ui/theme.css";
import "./_crf/crf.css";
import "./_figures/figures.css";

const NAME = isTraining ? `TRAINING · ${study.shortTitle}` : study.shortTitle;

export const metadata: Metadata = {
  title: { default: NAME, template: isTraining ? `TRAINING · %s · ${study.shortTitle}` : `%s · ${study.shortTitle}` },
  ...(isTraining ? { description: TRAINING_SAYS } : {}),
  icons: { icon: { url: "/mark.svg", type: "image/svg+xml" } },
  robots: { index: false, follow: false },
};

/** Reading the nonce makes every page dynamic, as it must be: a page built in advance has scripts without one. */
export default async function Layout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? "";
  return (
    <html lang="en-GB" {...mantineHtmlProps}>
      <head>
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" />
      </head>
      <body>
        {isTraining && <TrainingBand />}
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
