"use client";

import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { config } from "zod/v4/core";
import { cssVariables, theme } from "./theme";

config({ jitless: true }); // else zod tries `new Function` once, and the content policy reports it

/** What the browser part of every page stands on. The nonce lets Mantine's two style elements pass the content policy. */
export function Providers({ nonce, children }: { readonly nonce: string; readonly children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      {children}
    </MantineProvider>
  );
}
