import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sessions, writeSession } from "./hook-sessions.js";
import { folderWith, mulligan } from "./run.js";

function place() {
  const folder = folderWith({ "mulligan.cjs": "" });
  return { folder, environment: { HOME: folder, XDG_STATE_HOME: join(folder, "state") } };
}

async function hook(folder: string, environment: Record<string, string>, input: object) {
  return mulligan(["hook", "claude-code"], { cwd: folder, environment, input: JSON.stringify(input) });
}

describe("mulligan doctor", () => {
  it("says where nothing is installed how to install it", async () => {
    const { folder, environment } = place();
    mkdirSync(join(folder, ".claude"));
    const { out, code } = await mulligan(["doctor"], { cwd: folder, environment });
    expect(code).toBe(0);
    expect(out).toMatch(/^Mode advise; at most 3 answers in a session \(as it comes\)\./);
    expect(out).toContain("Claude Code\n  not installed: mulligan init --hooks claude-code\n  never called\n");
    expect(out).toContain("Cursor\n  not installed, and the agent was not used here\n  never called\n");
  });

  it("tells what the hook did, and why it was silent", async () => {
    const { folder, environment } = place();
    const script = join(folder, "mulligan.cjs");
    const settings = {
      hooks: { Stop: [{ hooks: [{ type: "command", command: `node ${script} hook claude-code` }] }] },
    };
    mkdirSync(join(folder, ".claude"));
    writeFileSync(join(folder, ".claude/settings.json"), JSON.stringify(settings));
    const call = { session_id: "a", cwd: folder, hook_event_name: "Stop", stop_hook_active: false };
    const path = writeSession("claude-code", folder, sessions.NEVER_TESTED);
    const first = await hook(folder, environment, { ...call, transcript_path: path });
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out)).toHaveProperty("hookSpecificOutput.additionalContext");
    await hook(folder, environment, { ...call, session_id: "b", transcript_path: join(folder, "none.jsonl") });
    await hook(folder, environment, { ...call, stop_hook_active: true, transcript_path: path });

    const { out } = await mulligan(["doctor", "claude-code"], { cwd: folder, environment });
    expect(out).toContain(`installed (user): ${join(folder, ".claude/settings.json")}, at Stop`);
    expect(out).toMatch(/last called \d{4}-\S+Z \(Stop\): silent, the agent was sent back once already/);
    expect(out).toMatch(/last 3 calls: advise 1, silent 2; \d+ ms in the middle, \d+ ms at most/);
    expect(out).toContain("spoke up for NEVER_TESTED (1)");
    expect(out).toContain("silent because: error (1), the agent was sent back once already (1)");
    expect(out).toMatch(/went wrong: .*no such file/);
    expect(out).not.toContain("Codex");
  });

  it("gives the same as an object, and refuses an agent that it does not know", async () => {
    const { folder, environment } = place();
    const { out } = await mulligan(["doctor", "--json"], { cwd: folder, environment });
    expect(JSON.parse(out)).toMatchObject({
      settings: { mode: "advise" },
      agents: [{ name: "Claude Code", status: { installations: [] }, record: { calls: 0 } }, {}, {}, {}, {}, {}],
    });
    expect(await mulligan(["doctor", "vim"], { cwd: folder, environment })).toMatchObject({
      code: 2,
      error: expect.stringContaining('"vim" is none of claude-code'),
    });
  });
});
