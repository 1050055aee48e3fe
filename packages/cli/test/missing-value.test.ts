import { precompileTemplate } from "@mulligan/renderer/compile";
import { expect, it } from "vitest";
import { folderWith, mulligan } from "./run.js";

it("says which template prints what its detector did not give, and where", async () => {
  const { code: precompiled, hash } = precompileTemplate({ file: "slow/plan.hbs", source: "Look at {{data.place}}." });
  const folder = folderWith({
    "mulligan.config.mjs": `import pack from "./pack.mjs";\nexport default { packs: [pack] };`,
    "pack.mjs": `
const asset = { file: "slow/plan.hbs", source: "Look at {{data.place}}.", hash: "${hash}", precompiled: ${precompiled} };
export default { meta: { api: 1, name: "slow-pack", version: "1.0.0", namespace: "slow" }, strategies: { TOO_SLOW: {
  meta: { title: "Too slow", summary: "It was slow.", severity: "major" },
  detect: () => [{ confidence: 1, steps: [1], evidence: "Step 1 was slow.", data: {} }],
  templates: { whatWentWrong: asset, improvedStrategy: asset, plan: asset },
} } };`,
    "run.json": `{"trajectory": [{"action": "ls", "observation": "a.py"}], "history": [], "info": {}}`,
  });
  expect(await mulligan(["plan", "run.json"], { cwd: folder })).toEqual({
    code: 3,
    out: "",
    error:
      'run.json: slow/plan.hbs:1:9: "data.place" has no value in this run. Return it from the detector, or print it inside {{#if data.place}}.\n',
  });
});
