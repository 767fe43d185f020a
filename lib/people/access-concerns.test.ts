import { expect, test } from "vitest";
import type { Role } from "@/lib/kernel/actor";
import { accessConcerns } from "./access-concerns";

const TODAY = "2026-11-22";
const role = (role: Role, more: object = {}) => ({ id: role, role, siteCode: "101", trainedOn: "2026-01-05", activeFrom: "2026-01-05", activeTo: null, ...more });
const person = (more: object = {}) => ({ invited: false, disabled: false, lastIn: "2026-11-20T08:00:00Z", roles: [role("coordinator")], ...more });

test.each<[what: string, more: object, concerns: readonly string[]]>([
  ["somebody who works", {}, []],
  ["somebody who was here 90 days ago", { lastIn: "2026-08-24T08:00:00Z" }, []],
  ["somebody who was here 91 days ago", { lastIn: "2026-08-23T23:00:00Z" }, ["not here since 23-Aug-2026"]],
  ["an account nobody has used", { lastIn: null }, ["has never signed in"]],
  ["an invitation that was not taken up", { invited: true, lastIn: null }, ["holds a role and has never opened the one-time link"]],
  ["an invitation without a role", { invited: true, lastIn: null, roles: [] }, ["an account without a role"]],
  ["a closed account without a role", { disabled: true, roles: [] }, []],
  ["a closed account with a role", { disabled: true }, ["a closed account that still holds a role"]],
  ["a role that ended yesterday", { roles: [role("monitor", { activeTo: "2026-11-21" })] }, ["a role whose last day was 21-Nov-2026"]],
  ["a role that ends today", { roles: [role("monitor", { activeTo: TODAY })] }, []],
  ["a role pending for long", { roles: [role("monitor", { trainedOn: null })] }, ["a role that waits for a training since 05-Jan-2026"]],
  ["who enters and verifies", { roles: [role("investigator"), role("monitor")] }, ["enters data and reviews data"]],
  ["who gives roles and sees patients", { roles: [role("administrator"), role("inspector")] }, ["gives roles and holds another one"]],
])("%s", (_, more, concerns) => expect(accessConcerns(person(more), TODAY)).toEqual(concerns));
