/** The cards of Help that somebody may look for: their addresses, their titles, and other words by which Ctrl K finds them. */
export const HELP_SECTIONS = {
  "first-patient": { title: "Your first patient", also: "guide begin start learn" },
  signs: { title: "What the signs mean", also: "icons states colours legend" },
  around: { title: "Getting around", also: "navigation find" },
  training: { title: "Training", also: "practice practise" },
  sent: { title: "What is sent where", also: "privacy data mail" },
  contacts: { title: "Whom to ask", also: "contact support monitor" },
  keys: { title: "Keys", also: "shortcuts keyboard" },
} as const;
export type HelpSection = keyof typeof HELP_SECTIONS;
