import { resolve } from "node:path";
import { campaignStatistics } from "@mulligan/retry";
import { isOn, numberOf, parse, textOf } from "../arguments.js";
import type { Options } from "../arguments.js";
import { usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import type { Io } from "../io.js";
import { programOf } from "../output/program.js";
import { counted, shellWord } from "../output/text.js";
import { loopArguments, loopOptions } from "../retry/loop-arguments.js";
import { readEpisodes } from "../retry/read-episodes.js";
import { statisticsDocument } from "../retry/report-documents.js";
import { statisticsText } from "../retry/statistics-text.js";
import { keptIn, maxInfrastructure, runLoop } from "../retry/run-loop.js";

const options: Options = {
  ...loopOptions,
  jobs: { type: "string" },
  seeds: { type: "string" },
  "retry-solved": { type: "boolean" },
};

export async function campaign(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("campaign", commandArguments, options);
  const [file, ...more] = parsed.positionals;
  if (file === undefined || more.length > 0) throw usageError("campaign", "Name one file of episodes (JSON Lines).");
  const loop = loopArguments("campaign", parsed, io);
  const seeds = numberOf("campaign", parsed, "seeds", { minimum: 1, integer: true }) ?? 1;
  const jobs = numberOf("campaign", parsed, "jobs", { minimum: 1, maximum: 1_000, integer: true }) ?? 1;
  const episodes = readEpisodes(file, io.cwd, loop.workspace, seeds);
  const shown = textOf(parsed, "out") ?? ".mulligan/campaign";
  const results = resolve(io.cwd, shown);
  const arms = textOf(parsed, "arms") ?? "plain,plan";
  const retrySolved = isOn(parsed, "retry-solved");
  const { end, records } = await runLoop(
    { command: "campaign", loop, episodes, arms, results, jobs, retrySolved, keep: "none" },
    parsed,
    io,
  );
  if (end === null) {
    io.error(`Interrupted. ${keptIn(shown, records)}; the same command goes on from there.\n`);
    return exitCodes.interrupted;
  }
  if (end.ended === "cost") io.error(`--max-cost ${loop.maxCost} is reached; what is left was not begun.\n`);
  const spoiled = records.filter(({ result }) => result === "infrastructure");
  if (spoiled.length > 0) {
    const ended =
      end.ended === "infrastructure"
        ? `Stopped: ${maxInfrastructure} attempts in a row failed`
        : `${spoiled.length} of ${counted(records.length, "attempt")} failed`;
    io.error(
      `${ended} for the infrastructure (the last: ${spoiled.at(-1)?.reason}). They count for no arm; started again with --retry-infrastructure they are made again.\n`,
    );
  }
  if (spoiled.length === records.length || end.ended === "infrastructure") return exitCodes.infrastructure;
  const statistics = campaignStatistics(records, { maxAttempts: loop.maxAttempts });
  io.out(
    isOn(parsed, "json")
      ? `${JSON.stringify(statisticsDocument(statistics), null, 2)}\n`
      : `${statisticsText(statistics)}\n\n\`${programOf(io)} report ${shellWord(shown)}\` shows it again, also as HTML, Markdown, JSON and CSV.\n`,
  );
  return exitCodes.clean;
}
