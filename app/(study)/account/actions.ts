"use server";
import { changePassword } from "@/lib/people/change-password";
import { declareSignature } from "@/lib/people/declare-signature";
import { chooseDigest } from "@/lib/people/choose-digest";
import { confirmFactor, proposeFactor, renewCodes, showFactor } from "@/lib/people/enrol-factor";
import { makeToken } from "@/lib/people/make-token";
import { revokeToken } from "@/lib/people/revoke-token";
import { action } from "@/lib/server/action";

export const changePasswordAction = action(changePassword);
export const proposeFactorAction = action(proposeFactor);
export const confirmFactorAction = action(confirmFactor);
export const renewCodesAction = action(renewCodes);
export const showFactorAction = action(showFactor);
export const chooseDigestAction = action(chooseDigest, () => ["/account"]);
export const makeTokenAction = action(makeToken);
export const revokeTokenAction = action(revokeToken, () => ["/account"]);
export const declareSignatureAction = action(declareSignature, () => ["/account"]);
