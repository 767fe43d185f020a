import "server-only";
import { z } from "zod";

/** Read once, at first use: a missing variable stops the server, not the first patient's visit. `npm start` sets the first four. */
export const env = z
  .object({
    APP_DATABASE_URL: z.url(),
    AUTH_DATABASE_URL: z.url(),
    NEXTAUTH_SECRET: z.string().min(32),
    NEXTAUTH_URL: z.url(),
    DOWNLOADS_PER_MINUTE: z.coerce.number().int().min(1).default(60),
    DATABASE_POOL: z.coerce.number().int().min(1).default(10),
  })
  .parse(process.env);
