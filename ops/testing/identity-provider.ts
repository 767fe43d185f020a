import "server-only";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** A real OpenID Connect provider for tests: discovery, PKCE, signed tokens, sessions of its own, and a form that asks who you are. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How often its form has truly been filled in: a silent return of somebody already known to it does not count. */
  readonly logins: () => number;
  readonly close: () => Promise<void>;
}

const CLIENT = { id: "ecrf", secret: "a secret shared with the provider of tests" };

/** `redirects`: the addresses it may send people back to. `factors`: what it says of how they proved themselves (claim `amr`, RFC 8176). */
export async function openIdentityProvider({ redirects, factors = [] }: { redirects: readonly string[]; factors?: readonly string[] }): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "localhost", done));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const counted = { logins: 0 };
  const provider: Provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [...redirects], grant_types: ["authorization_code"], response_types: ["code"] }],
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...(factors.length > 0 ? { amr: [...factors] } : {}) }) }),
    claims: { openid: ["sub", "auth_time", "amr"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["a key for the cookies of tests"] },
    loadExistingGrant: async (context) => {
      const grant = new provider.Grant({ clientId: context.oidc.client?.clientId ?? "", accountId: context.oidc.session?.accountId ?? "" });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  });
  server.on("request", (request, response) => {
    if (!request.url?.startsWith("/interaction/")) return void provider.callback()(request, response);
    void answerInteraction().catch((error: unknown) => { response.statusCode = 500; response.end(String(error)); });
    async function answerInteraction() {
      if (request.method === "GET") return response.setHeader("content-type", "text/html").end('<form method="post"><label>Hospital name <input name="login"></label><button>Continue</button></form>');
      const body = Buffer.concat(await request.toArray()).toString();
      counted.logins += 1;
      await provider.interactionFinished(request, response, { login: { accountId: new URLSearchParams(body).get("login") ?? "", amr: [...factors] } }, { mergeWithLastSubmission: false });
    }
  });
  return {
    issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, logins: () => counted.logins,
    close: () => new Promise((done) => { server.close(() => done()); server.closeAllConnections(); }),
  };
}
