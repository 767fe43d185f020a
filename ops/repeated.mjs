// Work that is looked for again and again while the application runs: anchors, verifications, mails.

/** One piece of work at a time on one connection, which is opened again when it broke. */
export function repeated(open, purpose, pause, work, failed) {
  let client = null, running = Promise.resolve(), ended = false;
  const once = async (what) => {
    try {
      client ??= await open(purpose);
      await what(client);
    } catch (error) {
      await client?.end().catch(() => {});
      client = null;
      if (!ended || what !== work) failed(error);
    }
  };
  const now = (what = work) => (running = running.then(() => once(what)));
  const timer = setInterval(() => { if (!ended) void now(); }, pause);
  return {
    now,
    async end(last) {
      ended = true;
      clearInterval(timer);
      if (last) await now(last);
      else await Promise.race([running, new Promise((done) => setTimeout(done, 2_000))]);
      await client?.end().catch(() => {});
    },
  };
}
