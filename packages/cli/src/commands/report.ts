import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { campaignStatistics } from "@mulligan/retry";
import type { CampaignStatistics } from "@mulligan/retry";
import type { Ledger } from "@mulligan/retry/ledger";
import { choiceOf, configOptions, isOn, numberOf, outputOptions, parse, textOf, textsOf } from "../arguments.js";
import type { Arguments, Options } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { reportNotWrittenError, usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import { reasonOf } from "../input/read-bytes.js";
import type { Io } from "../io.js";
import { programOf } from "../output/program.js";
import { campaignPage } from "../report/campaign-page.js";
import { openResults } from "../retry/open-results.js";
import { attemptDocument, attemptsCsv, statisticsDocument } from "../retry/report-documents.js";
import { statisticsMarkdown, statisticsText } from "../retry/statistics-text.js";

const options: Options = {
  ...outputOptions,
  ...configOptions,
  format: { type: "string" },
  campaign: { type: "string" },
  control: { type: "string" },
  seed: { type: "string" },
  episodes: { type: "string" },
  episode: { type: "string", multiple: true },
  out: { type: "string" },
};

const formats = ["text", "markdown", "html", "json", "csv"] as const;
type Format = (typeof formats)[number];
const listedEpisodes = 200;

export async function report(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("report", commandArguments, options);
  const [shown, ...more] = parsed.positionals;
  if (shown === undefined || more.length > 0) throw usageError("report", "Name the folder of results.");
  const format = formatOf(parsed);
  const ledger = await openResults("report", shown, io);
  try {
    const text = await documentOf(format, { shown, ledger, campaign: campaignOf(parsed, shown, ledger) }, parsed, io);
    const out = textOf(parsed, "out");
    if (out === undefined) io.out(text);
    else writeTo(out, text, io);
    return exitCodes.clean;
  } finally {
    ledger.close();
  }
}

/** Without `--format` the ending of `--out` says it. */
function formatOf(parsed: Arguments): Format {
  const given = choiceOf("report", parsed, "format", formats);
  if (given !== undefined) return given;
  if (isOn(parsed, "json")) return "json";
  const ending = /\.(\w+)$/.exec(textOf(parsed, "out") ?? "")?.[1]?.toLowerCase();
  if (ending === "md") return "markdown";
  if (ending === "htm") return "html";
  return formats.find((format) => format === ending) ?? "text";
}

function campaignOf(parsed: Arguments, shown: string, ledger: Ledger): string {
  const campaigns = ledger.campaigns();
  const wanted = textOf(parsed, "campaign") ?? campaigns[0];
  if (wanted !== undefined && campaigns.includes(wanted)) return wanted;
  throw usageError("report", `${shown} holds the campaigns ${campaigns.join(", ") || "(none)"}; --campaign names one.`);
}

interface Results {
  readonly shown: string;
  readonly ledger: Ledger;
  readonly campaign: string;
}

async function documentOf(format: Format, results: Results, parsed: Arguments, io: Io): Promise<string> {
  const { shown, ledger, campaign } = results;
  const records = ledger.summaries(campaign);
  if (format === "csv") return attemptsCsv(records);
  const control = textOf(parsed, "control");
  if (control !== undefined && !records.some(({ arm }) => arm === control))
    throw usageError("report", `--control ${control}: the campaign has no such arm.`);
  const seed = numberOf("report", parsed, "seed", { minimum: 0 });
  const statistics: CampaignStatistics = campaignStatistics(records, { control, seed });
  if (format === "json") {
    const attempts = (await ledger.results(campaign)).map(attemptDocument);
    return `${JSON.stringify({ statistics: statisticsDocument(statistics), attempts }, null, 2)}\n`;
  }
  if (format === "markdown") return `${statisticsMarkdown(statistics)}\n`;
  if (format === "text") return `${statisticsText(statistics)}\n`;
  const only = textsOf(parsed, "episode");
  const missing = only.find((id) => !records.some(({ episode, task }) => episode === id || task === id));
  if (missing !== undefined) throw usageError("report", `--episode ${missing}: the campaign has no such episode.`);
  return campaignPage({
    ...results,
    statistics,
    records,
    registry: (await loadRegistry(parsed, io)).registry,
    limit: numberOf("report", parsed, "episodes", { minimum: 1, integer: true }) ?? listedEpisodes,
    only,
    shown,
    program: programOf(io),
  });
}

function writeTo(file: string, text: string, io: Io): void {
  try {
    writeFileSync(resolve(io.cwd, file), text);
  } catch (error) {
    throw reportNotWrittenError(file, reasonOf(error));
  }
}
