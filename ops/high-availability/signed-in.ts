import "server-only";
import { actionId, callAction } from "@/ops/testing/raw-action";
import type { Instance } from "@/ops/testing/running-study";
import { TEST_PASSWORD } from "@/ops/testing/test-database";

/** The application as a browser reaches it: through HAProxy, whichever instance answers. `as` is what the browser's cookie says. */
export type Front = Pick<Instance, "address" | "act" | "get">;

export const frontAt = (address: string): Front => ({
  address,
  act: async (action, input, as) => callAction(`${address}/sign-in`, actionId(action), [input], { origin: address, cookie: as ?? "" }),
  get: async (to, as) => fetch(`${address}${to}`, { redirect: "manual", headers: { cookie: as ?? "" } }),
});

const cookiesOf = (response: Response): string => response.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");

/** Signs in with name and password as the page does; returns the cookies. */
export async function signIn({ address }: Front, username: string): Promise<string> {
  const form = await fetch(`${address}/api/auth/csrf`);
  const { csrfToken } = await form.json() as { csrfToken: string };
  const entered = await fetch(`${address}/api/auth/callback/credentials`, {
    method: "POST", redirect: "manual", headers: { cookie: cookiesOf(form), origin: address, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, username, password: TEST_PASSWORD, json: "true" }),
  });
  const cookies = cookiesOf(entered);
  if (!cookies.includes("session-token")) throw new Error(`${username} could not sign in (HTTP ${entered.status}): ${(await entered.text()).slice(0, 300)}`);
  return cookies;
}
