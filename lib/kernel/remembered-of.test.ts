import { expect, test } from "vitest";
import { rememberedOf } from "./remembered-of";

test("works the answer out once for each object, also where it is none; an equal object is another", () => {
  const asked: object[] = [];
  const nameOf = rememberedOf((named: { readonly name: string | null }) => { asked.push(named); return named.name; });
  const [ada, nobody] = [{ name: "Ada" }, { name: null }];
  expect([ada, ada, nobody, nobody, { name: "Ada" }].map((named) => nameOf(named))).toEqual(["Ada", "Ada", null, null, "Ada"]);
  expect(asked).toEqual([ada, nobody, { name: "Ada" }]);
});
