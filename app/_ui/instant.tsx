import { sayInstant } from "@/lib/kernel/instant";

/** An instant in words, with the zone named, and as itself for machines. */
export function Instant({ at, zone }: { readonly at: string; readonly zone: string }) {
  return <time dateTime={at}>{sayInstant(at, zone)}</time>;
}
