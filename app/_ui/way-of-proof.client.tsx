"use client";

import { createContext, useContext, type ReactNode } from "react";

/** How this person proves again who they are: their own password, or a sign-in at the provider of that name. */
export type WayOfProof = { readonly by: "password" } | { readonly by: "provider"; readonly name: string };

const Way = createContext<WayOfProof>({ by: "password" });
export const useWayOfProof = (): WayOfProof => useContext(Way);
export const ProofWay = ({ way, children }: { readonly way: WayOfProof; readonly children: ReactNode }) => <Way value={way}>{children}</Way>;
