import { useEffect, useState } from "react";

/** `since`: when the line went, or came back, in ms. */
export interface Connection { readonly is: "up" | "down" | "back"; readonly since: number }

const ASK_EVERY_MS = 5_000;
const UP: Connection = { is: "up", since: 0 };

/** Whether the server can be reached, as far as this page knows. Nothing is sent by itself when it can be again: a save is asked for by a hand. */
export function useConnection(unreached: boolean): Connection {
  const [connection, setConnection] = useState<Connection>(UP);
  const [wasUnreached, setWasUnreached] = useState(unreached);
  if (unreached !== wasUnreached) {
    setWasUnreached(unreached);
    setConnection(unreached ? down : UP);
  }
  useEffect(() => {
    const lost = () => setConnection(down);
    addEventListener("offline", lost);
    return () => removeEventListener("offline", lost);
  }, []);
  const isDown = connection.is === "down";
  useEffect(() => {
    if (!isDown) return;
    let gone = false;
    const ask = async () => {
      const answer = await fetch("/api/health", { cache: "no-store" }).catch(() => null);
      if (!gone && answer?.ok) setConnection({ is: "back", since: Date.now() });
    };
    const asking = setInterval(() => void ask(), ASK_EVERY_MS);
    const now = () => void ask();
    addEventListener("online", now);
    return () => { gone = true; clearInterval(asking); removeEventListener("online", now); };
  }, [isDown]);
  return connection;
}

const down = (before: Connection): Connection => (before.is === "down" ? before : { is: "down", since: Date.now() });
