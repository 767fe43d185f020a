import { expect, test } from "vitest";
import { rememberedOf, rememberedWith } from "./remembered-of";

test("works the answer out once for each object, also where it is none; an equal object is another", () => {
  const asked: object[] = [];
  const nameOf = rememberedOf((named: { readonly name: string | null }) => { asked.push(named); return named.name; });
  const [ada, nobody] = [{ name: "Ada" }, { name: null }];
  expect([ada, ada, nobody, nobody, { name: "Ada" }].map((named) => nameOf(named))).toEqual(["Ada", "Ada", null, null, "Ada"]);
  expect(asked).toEqual([ada, nobody, { name: "Ada" }]);
});

test("works the answer out once for each object and each of the words beside it", () => {
  const asked: string[] = [];
  const say = rememberedWith((named: { readonly name: string }, greeting: string, loud: boolean) => { const said = `${greeting} ${named.name}`; asked.push(said); return loud ? said.toUpperCase() : said; });
  const [ada, bob] = [{ name: "Ada" }, { name: "Bob" }];
  expect([say(ada, "Hello", false), say(ada, "Hello", false), say(ada, "Hello", true), say(bob, "Hello", false), say({ name: "Ada" }, "Hello", false)]).toEqual(["Hello Ada", "Hello Ada", "HELLO ADA", "Hello Bob", "Hello Ada"]);
  expect(asked).toEqual(["Hello Ada", "Hello Ada", "Hello Bob", "Hello Ada"]);
});
