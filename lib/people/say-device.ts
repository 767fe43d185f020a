const BROWSERS = [["Edg", "Edge"], ["OPR", "Opera"], ["Firefox", "Firefox"], ["FxiOS", "Firefox"], ["CriOS", "Chrome"], ["Chrome", "Chrome"], ["Safari", "Safari"]] as const;
const SYSTEMS = [["iPhone", "an iPhone"], ["iPad", "an iPad"], ["Android", "Android"], ["Windows", "Windows"], ["Mac OS X", "a Mac"], ["CrOS", "a Chromebook"], ["Linux", "Linux"]] as const;

/** What a browser says of itself, in words its owner recognises: "Firefox on Windows". It is a hint, not a proof. */
export function sayDevice(agent: string | null): string {
  if (!agent) return "Not known";
  const browser = BROWSERS.find(([mark]) => agent.includes(`${mark}/`))?.[1];
  const system = SYSTEMS.find(([mark]) => agent.includes(mark))?.[1];
  return browser && system ? `${browser} on ${system}` : (browser ?? system ?? agent.slice(0, 40));
}
