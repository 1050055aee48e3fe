import { ask, call, edit, read, run, say, write, tsEdit, vitest } from "./session.js";
import type { Sessions } from "./session.js";

/** Something other than a command of the session saw the change at work. */
export const elsewhere: Sessions = {
  "xcodebuild mcp": [
    ask("Fix the view"),
    read("App/View.swift", 'Text("a")'),
    edit("App/View.swift", "a", "b"),
    call("mcp__XcodeBuildMCP__build_sim", { scheme: "App" }, "✅ Build succeeded for scheme App"),
    say("Builds."),
  ],
  "playwright mcp": [
    ask("Make the button save."),
    read("src/App.tsx", "<button>Save</button>"),
    edit("src/App.tsx", "<button>", "<button onClick={save}>"),
    call("mcp__playwright__browser_click", { element: "Save" }, "### Page state\n- Saved"),
    say("Clicking saves now."),
  ],
  "browser screenshot": [
    ask("Make the header blue."),
    read("src/Header.tsx", '<h1 className="red">'),
    edit("src/Header.tsx", "red", "blue"),
    call("mcp__puppeteer__puppeteer_screenshot", { name: "h" }, "Screenshot 'h' taken at 800x600"),
    say("It is blue."),
  ],
  "task agent": [
    ask("Fix total."),
    ...tsEdit,
    call(
      "Task",
      { description: "Run tests", prompt: "Run the test suite and report failures", subagent_type: "general-purpose" },
      "All 120 tests pass.",
    ),
    say("Fixed; the suite passes."),
  ],
  "background test": [
    ask("Fix total."),
    ...tsEdit,
    call("Bash", { command: "npm test", run_in_background: true }, "Command running in background with ID: bash_1"),
    call(
      "BashOutput",
      { bash_id: "bash_1" },
      `<status>completed</status>\n<exit_code>0</exit_code>\n<stdout>${vitest}</stdout>`,
    ),
    say("Fixed; green."),
  ],
  "curl a dev server": [
    ask("Fix the /total endpoint."),
    read("src/server.ts", "app.get('/total', () => 1)"),
    edit("src/server.ts", "() => 1", "() => 2"),
    run("curl -s localhost:3000/total", "2"),
    say("It answers 2."),
  ],
  "sql migration": [
    ask("Add a column note."),
    write("migrations/002_note.sql", "ALTER TABLE cart ADD note text;"),
    run("psql -f migrations/002_note.sql", "ALTER TABLE"),
    say("Added."),
  ],
  "hook feedback": [
    ask("Fix total."),
    ...tsEdit,
    call("Bash", { command: "git commit -am x" }, "lint-staged\n✔ vitest related --run\n[main 1] x"),
    say("Committed."),
  ],
  prisma: [
    ask("Add note."),
    read("schema.prisma", "model A {}"),
    edit("schema.prisma", "{}", "{ note String }"),
    run("npx prisma migrate dev", "Your database is now in sync"),
    say("Migrated."),
  ],
  "ssh deploy box": [
    ask("The systemd unit's script should log"),
    read("deploy/run.sh", "exec app\n"),
    edit("deploy/run.sh", "exec app", "exec app 2>&1 | logger"),
    run(
      "scp deploy/run.sh box:/srv/run.sh && ssh box 'sudo systemctl restart app && systemctl is-active app && /srv/run_tests.sh'",
      "active\nall good",
    ),
    say("Active."),
  ],
  "chrome devtools mcp": [
    ask("The menu doesn't open"),
    read("src/menu.js", "btn.onclick = close"),
    edit("src/menu.js", "close", "open"),
    call("mcp__chrome-devtools__take_snapshot", {}, "uid=1_0 RootWebArea\n  uid=1_1 menu expanded"),
    say("Menu opens."),
  ],
  "ide diagnostics": [
    ask("Fix the type error in slug"),
    ...tsEdit,
    call("mcp__ide__getDiagnostics", { uri: "file:///repo/packages/util/src/slug.ts" }, "[]"),
    say("No diagnostics left."),
  ],
  "pre-commit in commit": [
    ask("Fix lint and commit"),
    read("a.py", "x=1\n"),
    edit("a.py", "x=1", "x = 1"),
    run(
      "git commit -am 'style'",
      "ruff.....................................................................Passed\npytest...................................................................Passed\n[main 12ab34c] style\n 1 file changed",
    ),
    say("Committed."),
  ],
};
