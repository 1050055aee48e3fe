import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mulligan, root } from "./run.js";

const blocks = [
  ...readFileSync(join(root, "README.md"), "utf8").matchAll(
    /```text\n\$ npm run -s mulligan -- (.*)\n\n([\s\S]*?)```/g,
  ),
].map(([, command = "", shown = ""]) => ({ command, shown }));

describe("the README", () => {
  it("shows a plan, and what the hook says", () => {
    expect(blocks.map(({ command }) => command.split(" ")[0])).toEqual(["plan", "replay"]);
  });

  it.each(blocks)("shows what `$command` really prints, in its order", async ({ command, shown }) => {
    const { out } = await mulligan(command.split(" "), { cwd: root });
    let from = 0;
    for (const piece of shown.split(/^ *\[\.\.\.\]\n/m)) {
      const at = out.indexOf(piece.trim(), from);
      expect(at, `not printed: ${piece}`).toBeGreaterThanOrEqual(0);
      from = at + piece.trim().length;
    }
    expect(from).toBeGreaterThan(0);
  });
});
