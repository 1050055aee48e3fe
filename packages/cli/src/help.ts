import { inputOptions } from "./input-help.js";
import { liveUsages } from "./live-help.js";
import type { LiveCommand } from "./live-help.js";

const overview = `mulligan: finds out by rules why a coding agent's run failed, and plans the next attempt.

Usage: mulligan COMMAND [OPTIONS]

Commands
  plan FILE              why the run failed, and what the next attempt should be told
  diagnose FILE...       the findings of one or many runs; folders and - for standard input work too
  read FILE              the run as Mulligan understands it, step by step
  compare BEFORE AFTER   did the retry fix the failure; folders are compared pair by pair
  retry                  runs an agent again and again with the plan, until the task is solved
  campaign EPISODES      many tasks in several arms (a plain retry, the plan), and which helped
  report RESULTS         what a campaign says, with intervals
  strategies RESULTS     what each strategy brought against a plain retry
  packs                  the failure types in force, and where they come from
  explain TYPE           what a failure type means, and what it tells the next attempt
  explain FILE --step N  what a step shows, what it counts as, and which findings cite it
  evaluate LABELS        precision and recall on runs that people labelled
  init                   writes a configuration; --hooks AGENT installs the hook of a live agent
  hook AGENT             what a live agent calls when its turn ends
  doctor                 is the hook installed, when was it called, why was it silent
  replay FILE...         what the hook would have said in recorded sessions, turn by turn
  watch FILE...          follows live sessions and says what it finds as it appears
  lessons                what later sessions of this repository are told, as far as you accept it

\`mulligan help COMMAND\` shows a command's options. No network and no model is used.
`;

const loopOptions = `Agent and evaluator
  --run COMMAND          the agent, started in the attempt's workspace; MULLIGAN_PROMPT_FILE and
                         others say what it is told (docs/retry.md)
  --evaluate COMMAND     exit code 0: solved, 75: cannot be judged, another: not solved; or it
                         prints a score or a report, or writes one to MULLIGAN_REPORT_FILE
  --trajectory GLOB      the recorded run, seen from MULLIGAN_ATTEMPT_DIR and the workspace;
                         without it the agent prints it on standard output
  --workspace FOLDER     copied for each attempt; --worktree: a git worktree of its HEAD instead;
                         without it each attempt begins in an empty folder
  --time-limit SECONDS   of each attempt and each evaluation (1800)
Loop
  --attempts N           the first one counts (3)
  --arms LIST            plain, errors-only, plan, plan:PACK, plan:TYPE+TYPE
  --stop-on LIST         solved, environment, same-failure, no-rise (solved,environment)
  --prefer effective     of several strategies of a type the one that the results in
                         --memory RESULTS speak for, drawn by chance (--prefer-seed N)
  --max-cost DOLLARS     no attempt is begun once this is spent
  --max-seconds N        no attempt at a task follows once those before it took as long
  --pass-threshold N     the score that solves (1)
  --hide-evaluation      what the evaluator says is not told to the agent
Results
  --out FOLDER           ledger and attempts (.mulligan/...)
  --keep-workspaces      do not remove the attempts' workspaces
  --retry-infrastructure attempts that failed for the infrastructure are made again
  --changed-commands     go on though --run or --evaluate are not those of the results
  --json                 the results as a document
  --config FILE, --no-config, -q, --quiet
`;

const ownUsages = {
  plan: `Usage: mulligan plan FILE [OPTIONS]

Prints why the run failed, with evidence, and the plan with both addons.

  --json                 the plan as a document (schema improvement-plan); a list for several runs
  --addon system|user    only that addon, as the agent gets it
  --for human            a short report for a person
  --for agents-md        a lesson for AGENTS.md or CLAUDE.md; --append FILE writes it there, once
  --explain              where each line of the addons comes from, and what was left out
  --earlier RUN...       earlier attempts at the task, the oldest first: what they were told is not
                         said again, and after two retries with a plan it advises a fresh start
  --user-words N, --system-words N
                         limits of the addons, quoted output aside (250 and 200)
  --tokens N             limit of both addons together, by an estimate, or counted with
  --tokenizer PACKAGE    an installed tokenizer: gpt-tokenizer, js-tiktoken
  --language TAG         texts in that language, where a pack has them
  --prefer effective     of several strategies of a type the one that the results in
                         --memory RESULTS speak for, drawn by chance (--prefer-seed N)
  --run N                the N-th run of a file that holds several
  --failure-type TYPE    names the failure, without any rule; --evidence TEXT (any number of times)
                         says what you know of it
  --fail-on SEVERITY     exit code 1 at a finding of this severity or above

${inputOptions}`,
  diagnose: `Usage: mulligan diagnose FILE... [OPTIONS]

Prints the findings of each run.

  --json                 one object for one run, a list for several
  --jsonl                one line a run
  --table                one line a run for a person: outcome, steps, primary failure, severity
  --facts                adds the edits, test runs and checks that the rules rest on
  --fail-on SEVERITY     critical, major or minor: exit code 1 at such a finding or above

${inputOptions}`,
  read: `Usage: mulligan read FILE [OPTIONS]
       mulligan read FOLDER|FILE... [--all]

Prints the run as Mulligan understands it: each step, what it did, and how it ended.
Of a folder or of several files it prints one line a run.

  --json                 the normalised episode
  --as atif              an ATIF 1.7 document that reads back the same; several runs: a line each
  --facts                the edits, test runs and checks
  --step N               one step with its surroundings; with --full nothing of it is cut
  --run N                the N-th run of a file that holds several
  --list                 one line a run, also of a single file
  --all                  the same, and why the other files of a folder hold no run

${inputOptions}`,
  compare: `Usage: mulligan compare BEFORE AFTER [OPTIONS]
       mulligan compare BEFORE... --with AFTER... [OPTIONS]

Holds a retry against the attempt before it. Folders and files of several runs are compared run by
run: those of the same instance, else the same file name, else the same task belong together.

  --with RUN             a file or folder of runs afterwards; give it once before all of them
  --json                 the comparison as a document (schema retry-result)
  --arm NAME             how the retry was made: plan (default), plain, ...

${inputOptions}`,
  retry: `Usage: mulligan retry --task FILE --run COMMAND [OPTIONS]

Runs the agent's command; where the task is not solved, finds out why and runs it again with the
plan. Exit code 0 where it was solved, 1 where not, 4 where the infrastructure failed.

  --task FILE            the task in the words that the agent gets
  --recording FILE       a first attempt that was made before; --outcome, --score say how it went
  --seed N               handed to the agent (1)

${loopOptions}`,
  campaign: `Usage: mulligan campaign EPISODES.jsonl --run COMMAND [OPTIONS]

Runs many tasks in several arms, all from the same first attempt, and says whether the plan brought
more than a plain retry. A line of the file is an object with id, task (or task_file), and if wanted
workspace, seed, system_prompt, recording with outcome or score. Started again with the same --out
it goes on where it stopped; several processes may share one --out.

  --jobs N               attempts at a time (1)
  --seeds N              each episode with as many seeds (1)
  --retry-solved         every arm also attempts what the first attempt solved: shows what it breaks

${loopOptions}`,
  report: `Usage: mulligan report RESULTS [OPTIONS]

Says what a campaign's results show. RESULTS is the folder of --out, or the ledger in it.

  --format WORD          text (default), markdown, html, json or csv (a row an attempt)
  --out FILE             writes it there; without --format its ending says which format
  --campaign NAME        one of several campaigns of the ledger
  --control ARM          the arm that the others are held against (plain)
  --seed N               of the bootstrap (1)
  --episodes N           rows of the HTML report, those on which the arms differ first (200)
  --episode ID           only this episode in the HTML report; any number of times
  --config FILE, --no-config
`,
  strategies: `Usage: mulligan strategies RESULTS... [--json] [--control ARM]

Wins and losses of each strategy's texts against the plain arm's attempt at the same place.
`,
  packs: `Usage: mulligan packs [--json] [--config FILE | --no-config]

Lists the packs and failure types in force, what is off, and what the configuration changed.
`,
  explain: `Usage: mulligan explain TYPE [--json] [--config FILE | --no-config]
       mulligan explain FILE --step N [OPTIONS]

Says what a failure type means, its options, and the texts it gives; or shows a step of a
recorded run in its surroundings, what the rules take it for, and the findings that cite it.

  --json                 the same as an object
  --run N                the N-th run of a file that holds several
  --full                 nothing of the step is cut

${inputOptions}`,
  evaluate: `Usage: mulligan evaluate LABELS [OPTIONS]

Holds facts and diagnoses against labels, one JSON file a run, and lists each disagreement.

  --runs FOLDER          where the labels' files are; default: the folder that holds LABELS
  --json                 all figures as one object
  --min-precision N      exit code 1 where critical and major findings stay below
  --min-recall N         the same for recall
  --config FILE, --no-config
`,
};

export type CommandName = keyof typeof ownUsages | LiveCommand;

const usages: Readonly<Record<CommandName, string>> = { ...ownUsages, ...liveUsages };

export const commandNames: readonly CommandName[] = Object.keys(usages) as CommandName[];

/** The help text of a command, or the overview. */
export function usageOf(command: CommandName | undefined): string {
  return command === undefined ? overview : usages[command];
}
