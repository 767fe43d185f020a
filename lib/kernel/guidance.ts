/** The first-time hints in forms, in the words that are shown beside a field. */
export const HINTS = {
  "hint.echo": "Type a date in any usual way. What stands here after “stored as” is what the record keeps.",
  "hint.check": "This asks, and holds nothing up: correct the value, or explain it here and save. An explanation given now becomes no query.",
  "hint.save": "Alt S saves from anywhere in the form, also half-filled. Until then it is kept on this device only.",
} as const;

export type Hint = keyof typeof HINTS;

/** What is noted of a person's guidance: hints that were read, the guide put away or begun again. */
export const NOTICES = ["hint.echo", "hint.check", "hint.save", "guide.dismiss", "guide.begin"] as const satisfies readonly (Hint | `guide.${string}`)[];
export type Notice = (typeof NOTICES)[number];
