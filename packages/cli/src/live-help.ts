import { inputOptions } from "./input-help.js";
import { lessonWords } from "./lessons/lesson-words.js";

export type LiveCommand = "init" | "hook" | "doctor" | "watch" | "replay" | "lessons";

/** Help on the commands around live sessions. */
export const liveUsages: Readonly<Record<LiveCommand, string>> = {
  init: `Usage: mulligan init [--force] [--format ts|json] [--dry-run]
       mulligan init --hooks AGENT [--user | --project] [--undo] [--dry-run] [--yes]

Writes mulligan.config.ts (or .json, where mulligan is not installed in the project) with the packs
that the project's package.json names and that are installed.

  --force                replaces a configuration that is there
  --format WORD          ts or json

With --hooks it puts the hook into the configuration of an agent: claude-code, codex, gemini-cli,
copilot, cursor or opencode. It shows the change and asks first; all else in the file stays.

  --user                 for all your sessions (default)
  --project              for sessions in this repository
  --subagents            judges sub-agents as well, where the agent tells of them
  --undo                 takes the hook out again
  --dry-run              only shows the change
  -y, --yes              does not ask
`,
  hook: `Usage: mulligan hook AGENT

What the configuration of an agent calls (\`mulligan init --hooks AGENT\` puts it there): reads what
the agent hands in, reads the session's new part, and answers in the agent's own shape. Nothing is
run, and whatever goes wrong, the agent goes on.

  AGENT                  claude-code, codex, gemini-cli, copilot, cursor, opencode

.mulligan/hook.json in the project, or hook.json in ~/.config/mulligan, may hold
  "mode"                 off, observe (only the log), advise (default), block
  "block"                types for which the agent is sent back once, such as ["NEVER_TESTED"]
  "advise"               types that are told
  "most"                 answers in one session (3)
  "subagents"            false: sub-agents are left alone
  "lessonWords"          most words of lessons that a session is told (${lessonWords})
`,
  doctor: `Usage: mulligan doctor [AGENT...] [--json]

Says of each agent whether the hook is installed and trusted, when it was called last and what it
answered, how long that took, why it stayed silent, and what went wrong.
`,
  watch: `Usage: mulligan watch FILE|FOLDER... [OPTIONS]

Follows the sessions that agents are writing, in any format that can be read, and prints each
finding once, as soon as it is certain. What only the end shows (no test was run, ...) comes when
the agent has handed over and the file rests. Of a folder's sessions those are read that grow or
are new. Ctrl-C ends it (exit code 130).

  --jsonl                one line a finding
  --all                  reads what a folder holds already, too
  --interval SECONDS     between two looks (1)
  --settle SECONDS       without a change until a turn counts as ended (5)
  --config FILE, --no-config, --color, --no-color, -q, --quiet
`,
  replay: `Usage: mulligan replay FILE|FOLDER... [OPTIONS]

Plays recorded sessions turn by turn, in any format that can be read, and prints what the hook would
have said at the end of each turn in mode "block": a look at what it does, before it is installed.
Settings, log and state of the hook are neither read nor written.

  --all                  silent turns too, and why
  --types LIST           only these types, each of which sends the agent back
  --most N               answers in one session, as "most" of the settings (3)
  --jsonl                one line a turn
  --color, --no-color, -q, --quiet
`,
  lessons: `Usage: mulligan lessons [list] [--all] [--json]
       mulligan lessons add FILE... [--accept] [OPTIONS]
       mulligan lessons add --from-plan PLAN.json [--accept]
       mulligan lessons accept ID...
       mulligan lessons remove ID...
       mulligan lessons text [--words N]

Keeps what earlier sessions of this repository taught, in .mulligan/lessons.jsonl at its root. The
hooks tell new sessions the lessons that you accepted, and no others.

  add FILE...            proposes the lesson of each run's plan; --accept accepts it at once
  --from-plan FILE       the same from a plan that \`mulligan plan --json\` printed
  accept, remove         by id, or by its beginning if no other id has it; a removed lesson is not
                         proposed again, and \`accept\` takes it back
  text                   what a session is told, within --words N (${lessonWords})
  --all                  removed ones as well

${inputOptions}`,
};
