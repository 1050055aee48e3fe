import { createRegistry, diagnose } from "@mulligan/core";
import { episode } from "@mulligan/pack-kit/testing";
import { expect, test } from "vitest";
import config from "../mulligan.config.ts";

test("the configuration brings the strategy under the namespace of the project", () => {
  const { strategies } = config;
  const registry = createRegistry({ packs: [], ...(strategies && { strategies }) });
  const diagnosis = diagnose(episode().look("src/money.ts").edit("src/money.ts").finish(), registry);
  expect(diagnosis.primaryId).toBe("local/MISSING_CHANGE_NOTE");
});
