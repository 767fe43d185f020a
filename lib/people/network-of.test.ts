import { expect, test } from "vitest";
import { networkOf } from "./network-of";

test.each([
  ["203.0.113.9", "203.0.113.9"], ["::ffff:203.0.113.9", "203.0.113.9"], ["2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"], ["2001:db8::1", "2001:db8:0:0::/64"], ["::1", "::1"], ["::2", "0:0:0:0::/64"], ["unknown", "unknown"],
])("%s is counted as %s: nobody gets new tries by changing the half of an address that is theirs [R79e]", (address, network) => expect(networkOf(address)).toBe(network));
