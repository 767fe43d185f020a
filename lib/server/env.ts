import "server-only";
import { z } from "zod";

/** What is set to nothing is not set. */
const given = <Schema extends z.ZodType>(schema: Schema) => z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** Read once, at first use: a missing variable stops the server, not the first patient's visit. `npm start` sets the first four. */
export const env = z
  .object({
    APP_DATABASE_URL: z.url(),
    AUTH_DATABASE_URL: z.url(),
    NEXTAUTH_SECRET: z.string().min(32),
    NEXTAUTH_URL: z.url(),
    DOWNLOADS_PER_MINUTE: z.coerce.number().int().min(1).default(60),
    /** A provider of single sign-on: OpenID Connect, found by its issuer. All three or none. */
    OIDC_ISSUER: given(z.url()),
    OIDC_CLIENT_ID: given(z.string()),
    OIDC_CLIENT_SECRET: given(z.string()),
    OIDC_NAME: z.string().default("your organisation"),
    /** Mails are sent, by `npm start`; here it only decides whether a link is worth queueing. */
    SMTP_URL: given(z.string()),
    /** What the database is marked as; `npm start` says it. */
    TRIAL_KIND: z.enum(["real", "training", "demonstration"]).default("real"),
    /** Where people practise, when there is a training. */
    TRAINING_URL: given(z.url()),
    /** Off where a pooler hands each transaction to another connection; `npm start` says it. */
    PREPARED_STATEMENTS: z.enum(["on", "off"]).default("on"),
    DATABASE_POOL: z.coerce.number().int().min(1).default(10),
  })
  .refine(({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret }) => [issuer, id, secret].every((each) => each === undefined) || [issuer, id, secret].every((each) => each !== undefined),
    "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three for single sign-on, or none.")
  .parse(process.env);
