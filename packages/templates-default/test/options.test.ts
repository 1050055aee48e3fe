import { expect, it } from "vitest";
import { blindWriteOptions } from "../src/blind-write/options.js";
import { loopingBehaviorOptions } from "../src/looping-behavior/options.js";
import { wrongFileNavigationOptions } from "../src/wrong-file-navigation/options.js";

it.each([
  ["unseenLines", blindWriteOptions, { default: 3, minimum: 1, integer: true }],
  ["minimumTimes", loopingBehaviorOptions, { default: 3, minimum: 3, integer: true }],
  ["minimumOtherFiles", wrongFileNavigationOptions, { default: 3, minimum: 1, integer: true }],
])("%s is a whole number with its limits", (name, { definitions }, limits) => {
  expect(definitions[name]).toMatchObject(limits);
});
