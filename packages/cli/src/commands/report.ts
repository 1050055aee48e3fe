import { campaignStatistics } from "@mulligan/retry";
import { choiceOf, numberOf, outputOptions, parse, textOf } from "../arguments.js";
import type { Options } from "../arguments.js";
import { usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import type { Io } from "../io.js";
import { openResults } from "../retry/open-results.js";
import { attemptDocument, attemptsCsv, statisticsDocument } from "../retry/report-documents.js";
import { statisticsMarkdown, statisticsText } from "../retry/statistics-text.js";

const options: Options = {
  ...outputOptions,
  format: { type: "string" },
  campaign: { type: "string" },
  control: { type: "string" },
  seed: { type: "string" },
};

export async function report(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("report", commandArguments, options);
  const [shown, ...more] = parsed.positionals;
  if (shown === undefined || more.length > 0) throw usageError("report", "Name the folder of results.");
  const json = parsed.values["json"] === true ? "json" : undefined;
  const format = choiceOf("report", parsed, "format", ["text", "markdown", "json", "csv"]) ?? json ?? "text";
  const ledger = await openResults("report", shown, io);
  try {
    const campaigns = ledger.campaigns();
    const wanted = textOf(parsed, "campaign") ?? campaigns[0];
    if (wanted === undefined || !campaigns.includes(wanted))
      throw usageError(
        "report",
        `${shown} holds the campaigns ${campaigns.join(", ") || "(none)"}; --campaign names one.`,
      );
    const records = ledger.summaries(wanted);
    const control = textOf(parsed, "control");
    if (control !== undefined && !records.some(({ arm }) => arm === control))
      throw usageError("report", `--control ${control}: the campaign has no such arm.`);
    const seed = numberOf("report", parsed, "seed", { minimum: 0 });
    const statistics = campaignStatistics(records, { control, seed });
    if (format === "csv") io.out(attemptsCsv(records));
    else if (format === "json") {
      const attempts = (await ledger.results(wanted)).map(attemptDocument);
      io.out(`${JSON.stringify({ statistics: statisticsDocument(statistics), attempts }, null, 2)}\n`);
    } else io.out(`${format === "markdown" ? statisticsMarkdown(statistics) : statisticsText(statistics)}\n`);
    return exitCodes.clean;
  } finally {
    ledger.close();
  }
}
