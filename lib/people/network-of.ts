/** What wrong tries are counted under: the network address; of IPv6 the first half, since one household has all of the other. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/i, "");
  if (!plain.includes(":") || plain === "::1") return plain.slice(0, 60);
  const [head = "", tail] = plain.split("::");
  const groups = tail === undefined ? head.split(":") : [...(head === "" ? [] : head.split(":")), "0", "0", "0", "0"];
  return `${groups.slice(0, 4).join(":").slice(0, 40)}::/64`;
}
