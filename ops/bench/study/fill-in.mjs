// A text with places in it that differ from copy to copy: cut up once, put together thousands of times.

/** Cuts a text at every match of `pattern` that `slotOf` gives a slot (a position in the values of a copy). */
export function cutter(pattern, slotOf) {
  return (text) => {
    const parts = [];
    const slots = [];
    let from = 0;
    for (const match of text.matchAll(pattern)) {
      const slot = slotOf(match);
      if (slot === undefined) continue;
      parts.push(text.slice(from, match.index));
      slots.push(slot);
      from = match.index + match[0].length;
    }
    parts.push(text.slice(from));
    return { parts, slots };
  };
}

/** The text again, with a copy's own values. */
export function fillIn({ parts, slots }, values) {
  let text = parts[0];
  for (let at = 0; at < slots.length; at++) text += values[slots[at]] + parts[at + 1];
  return text;
}
