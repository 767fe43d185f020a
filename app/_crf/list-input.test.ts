import { MantineProvider } from "@mantine/core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ListInput } from "./list-input";

const drawn = (error: boolean) => renderToStaticMarkup(createElement(MantineProvider, null, createElement(ListInput, { options: [["1", "Yes"]], value: "1", error, onChange: () => {} })));

test("a list that is refused shows it at its arrow too, and says so to whoever does not see it", () => {
  for (const error of [true, false]) {
    const [arrow = ""] = /<svg[^>]*>/.exec(drawn(error)) ?? [];
    expect([arrow.includes("data-combobox-chevron"), arrow.includes("data-error"), drawn(error).includes('aria-invalid="true"')]).toEqual([true, error, error]);
  }
});
