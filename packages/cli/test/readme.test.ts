import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mulligan, root } from "./run.js";

describe("the README", () => {
  it("shows what the command really prints, in its order", async () => {
    const block = /```text\n\$ npm run -s mulligan -- (.*)\n\n([\s\S]*?)```/.exec(
      readFileSync(join(root, "README.md"), "utf8"),
    );
    const [, command = "", shown = ""] = block ?? [];
    const { out } = await mulligan(command.split(" "), { cwd: root });
    let from = 0;
    for (const piece of shown.split(/^ *\[\.\.\.\]\n/m)) {
      const at = out.indexOf(piece.trim(), from);
      expect(at, `not printed: ${piece}`).toBeGreaterThanOrEqual(0);
      from = at;
    }
    expect(from).toBeGreaterThan(0);
  });
});
