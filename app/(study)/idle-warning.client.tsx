"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

const MINUTE = 60_000;
const BEFORE = 2 * MINUTE;
const LOOK_EVERY = 10_000;

/** Two minutes before a session ends for want of use, says so. The server counts its own contacts with this browser; this page counts the same ones. */
export function IdleWarning({ minutes }: { readonly minutes: number }) {
  const router = useRouter();
  const [soon, setSoon] = useState(false);
  useEffect(() => {
    let lastContact = Date.now();
    const contacts = new PerformanceObserver((seen) => {
      if (!(seen.getEntries() as PerformanceResourceTiming[]).some(({ initiatorType, name }) => initiatorType === "fetch" && !name.includes("/api/auth/"))) return;
      lastContact = Date.now();
      setSoon(false);
    });
    contacts.observe({ type: "resource" });
    const look = setInterval(() => {
      const idle = Date.now() - lastContact;
      setSoon(idle >= minutes * MINUTE - BEFORE && idle < minutes * MINUTE);
    }, LOOK_EVERY);
    return () => { contacts.disconnect(); clearInterval(look); };
  }, [minutes]);
  if (!soon) return null;
  return (
    <div className="idle-warning" role="status">
      <p>Nobody has used this page for a while: in less than two minutes you are signed out. What you typed is kept.</p>
      <Button size="sm" onClick={() => router.refresh()}>Stay signed in</Button>
    </div>
  );
}
