import { Callout } from "@/app/_ui/callout";

/** For those who answer for the whole: the times of the trail are right, and something else may not be. */
export function ClockNotice({ seconds }: { readonly seconds: number }) {
  if (seconds === 0) return null;
  const by = Math.abs(seconds) < 120 ? `${Math.abs(seconds).toFixed(0)} seconds` : `${(Math.abs(seconds) / 60).toFixed(0)} minutes`;
  return (
    <Callout tone="soft" title="Two clocks differ">
      The application’s clock is {by} {seconds > 0 ? "ahead of" : "behind"} the database’s. Times in the trail, sessions and codes go by the database’s. Have the clocks set: what pages call today goes by the application’s.
    </Callout>
  );
}
