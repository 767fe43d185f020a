// Sends what waits in auth.mail, when SMTP_URL is set. Every instance may run it: a row is held by the one that sends it.
import { createTransport } from "nodemailer";
import { repeated } from "./repeated.mjs";

const MOST_ATTEMPTS = 12; // doubling from a minute to 6 hours: somewhat over a day

/**
 * Null without SMTP_URL. `MAIL_FROM`: the sender's address. Throws when the settings cannot be mail settings; never repeats them, since they hold a password.
 * @param {{ SMTP_URL?: string | undefined, MAIL_FROM?: string | undefined }} settings
 */
export function mailerFrom({ SMTP_URL: url, MAIL_FROM: from }) {
  if (!url) return null;
  if (!/^smtps?:\/\/[^/]+/.test(url)) throw new Error("SMTP_URL is not the address of a mail server. It looks like smtp://user:password@host:587");
  if (!from) throw new Error("MAIL_FROM is missing: the address that mails come from. Set it beside SMTP_URL.");
  const transport = createTransport(url, { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, disableFileAccess: true, disableUrlAccess: true });
  return {
    send: ({ to, subject, text }) => transport.sendMail({ from, to, subject, text, headers: { "Auto-Submitted": "auto-generated" } }),
    close: () => transport.close(),
  };
}

/** Sends until nothing is due. One row, one transaction: a crash in between sends it again rather than never. Returns how many went out. */
export async function sendWaiting(admin, mailer) {
  for (let sent = 0; ; ) {
    await admin.query("BEGIN");
    try {
      const outcome = await sendNext(admin, mailer);
      await admin.query("COMMIT");
      if (outcome === "none") return sent;
      if (outcome === "sent") sent += 1;
    } catch (error) {
      await admin.query("ROLLBACK");
      throw error;
    }
  }
}

async function sendNext(admin, mailer) {
  await admin.query("UPDATE auth.mail SET given_up_at = now(), body = NULL WHERE sent_at IS NULL AND given_up_at IS NULL AND not_after <= now()"); // too late to be of use
  const { rows: [mail] } = await admin.query(
    `SELECT m.id, m.subject, m.body AS text, m.attempts, a.email AS to FROM auth.mail m JOIN auth.account a ON a.id = m.account_id
     WHERE m.sent_at IS NULL AND m.given_up_at IS NULL AND m.next_attempt_at <= now() ORDER BY m.created_at LIMIT 1 FOR UPDATE OF m SKIP LOCKED`);
  if (!mail) return "none";
  const problem = mail.to === null ? "no address" : await mailer.send(mail).then(() => null, (error) => error);
  if (problem === null) {
    await admin.query("UPDATE auth.mail SET sent_at = now(), body = NULL, attempts = attempts + 1 WHERE id = $1", [mail.id]);
    return "sent";
  }
  await admin.query(
    `UPDATE auth.mail SET attempts = attempts + 1, next_attempt_at = now() + least(interval '1 minute' * 2 ^ attempts, interval '6 hours'),
       given_up_at = CASE WHEN $2 THEN now() END, body = CASE WHEN $2 THEN NULL ELSE body END WHERE id = $1`, [mail.id, mail.attempts + 1 >= MOST_ATTEMPTS || mail.to === null]);
  return "failed";
}

const PAUSE = 5_000; // milliseconds between two looks for mails that wait

/** Sends while the application runs. `open(purpose)`: a new administrator's connection. Null without a mail server. */
export function keepMail({ open, settings, say }) {
  const mailer = mailerFrom(settings);
  if (!mailer) return null;
  const worker = repeated(open, "mail", PAUSE, (client) => sendWaiting(client, mailer), (error) => say(`No mail was sent: ${error.message}`));
  return { async end() { await worker.end(); mailer.close(); } };
}
