import { expect, test } from "vitest";
import { forms } from "@/lib/study/study";
import { SCREENS } from "./form-screens.client";

test("every form of the study, in every version, is a file of its own to the browser", () => {
  expect(Object.keys(SCREENS).toSorted()).toEqual(forms.map(({ id, version }) => `${id} ${version}`).toSorted());
});
