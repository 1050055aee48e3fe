import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, mulligan, root } from "./run.js";

const deprecated = `
const asset = (file) => ({ file, source: "x", hash: "0123456789abcdef", precompiled: { compiler: [8, ">= 4.3.0"], main: () => "x" } });
const templates = { whatWentWrong: asset("a.hbs"), improvedStrategy: asset("b.hbs"), plan: asset("c.hbs") };
const meta = { title: "Too slow", summary: "It was slow.", severity: "minor", deprecated: "use other/QUERY_WITHOUT_INDEX" };
export default { meta: { api: 1, name: "pack-old", version: "1.0.0", namespace: "old" }, strategies: { SLOW: { meta, templates } } };
`;
const warning = "old/SLOW (pack-old) is deprecated: use other/QUERY_WITHOUT_INDEX\n";
const recording = join(root, "examples/failing-run/recordings/never-tested/run.traj.json");

describe("a deprecated strategy", () => {
  const cwd = folderWith({
    "mulligan.config.mjs": `import pack from "./pack.mjs";\nexport default { packs: [pack, "@mulligan/templates-default"] };`,
    "pack.mjs": deprecated,
  });

  it("is told once a command, with what takes its place", async () => {
    const { error } = await mulligan(["diagnose", recording, recording, "--outcome", "failed"], { cwd });
    expect(error.split(warning)).toHaveLength(2);
    const quiet = await mulligan(["diagnose", recording, "--outcome", "failed", "--quiet"], { cwd });
    expect(quiet.error).not.toContain("deprecated");
  });

  it("is marked by packs and explain", async () => {
    const { out, error } = await mulligan(["packs"], { cwd });
    expect(error).toBe(warning);
    expect(out).toMatch(/old\/SLOW +minor +cause +on \(deprecated\)/);
    const { out: json } = await mulligan(["packs", "--json"], { cwd });
    const { strategies } = JSON.parse(json) as { strategies: { id: string; deprecated?: string }[] };
    expect(strategies.filter((entry) => "deprecated" in entry)).toMatchObject([{ id: "old/SLOW" }]);
    const explained = await mulligan(["explain", "SLOW"], { cwd });
    expect(explained.out).toContain("Deprecated: use other/QUERY_WITHOUT_INDEX");
  });

  it("is not told of where it is switched off", async () => {
    const off = folderWith({
      "mulligan.config.mjs": `import pack from "./pack.mjs";\nexport default { packs: [pack], overrides: { SLOW: false } };`,
      "pack.mjs": deprecated,
    });
    expect((await mulligan(["packs"], { cwd: off })).error).toBe("");
  });
});

describe("prompt files of the project's own strategies", () => {
  it("are told of when they were changed and not compiled", async () => {
    const cwd = folderWith({
      "mulligan.config.mjs": `import { strategies } from "./mulligan/strategies.gen.mjs";\nexport default { strategies };`,
    });
    mkdirSync(join(cwd, "mulligan/slow"), { recursive: true });
    const strategies = deprecated
      .replace(/, deprecated: "[^"]*"/, "")
      .replaceAll(/asset\("/g, 'asset("slow/')
      .replace(/export default .*/, "export const strategies = { SLOW: { meta, templates } };");
    writeFileSync(join(cwd, "mulligan/strategies.gen.mjs"), strategies);
    writeFileSync(join(cwd, "mulligan/slow/c.hbs"), "x");
    const before = await mulligan(["packs"], { cwd });
    expect(before).toMatchObject({ code: 0, error: "" });
    writeFileSync(join(cwd, "mulligan/slow/c.hbs"), "Write the note first.\n");
    const after = await mulligan(["packs"], { cwd });
    expect(after.code).toBe(0);
    expect(after.error).toBe(
      "slow/c.hbs in mulligan was changed since it was compiled, and the text from before is used; run `npx mulligan-pack compile mulligan`\n",
    );
  });
});
