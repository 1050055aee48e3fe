import type { Registry } from "@mulligan/core";
import { strategyEffects } from "@mulligan/retry";
import type { AttemptRecord, CampaignStatistics } from "@mulligan/retry";
import type { Ledger } from "@mulligan/retry/ledger";
import { shellWord } from "../output/text.js";
import { statisticsSummary } from "../retry/statistics-text.js";
import { armClasses } from "./arm-colours.js";
import { chooseEpisodes } from "./choose-episodes.js";
import { episodeList } from "./episode-list.js";
import { reportPage } from "./report-page.js";

export interface PageRequest {
  readonly campaign: string;
  readonly statistics: CampaignStatistics;
  readonly records: readonly AttemptRecord[];
  readonly ledger: Ledger;
  readonly registry: Registry;
  /** Rows at most. */
  readonly limit: number;
  /** Ids of the episodes that are wanted; empty for all. */
  readonly only: readonly string[];
  /** How the results are named on the command line, and the program. */
  readonly shown: string;
  readonly program: string;
}

/** The HTML report of one campaign. */
export async function campaignPage(request: PageRequest): Promise<string> {
  const { campaign, statistics, records, ledger, registry, limit, only, shown, program } = request;
  const classOf = armClasses(
    statistics.arms.map(({ arm }) => arm),
    statistics.control,
  );
  const chosen = chooseEpisodes(records, limit, only);
  const { rows, closed } = await episodeList(chosen.shown, ledger, registry, classOf);
  const again = `${program} report ${shellWord(shown)} --format`;
  const left = chosen.total - chosen.shown.length;
  return reportPage({
    campaign,
    statistics,
    summary: statisticsSummary(statistics),
    effects: strategyEffects(records, statistics.control ?? "plain"),
    rows,
    notes: [
      ...(closed > 0
        ? [`${closed} rows cannot be opened here, for the size of the page: ${again} html --episode ID opens one.`]
        : []),
      ...(left > 0
        ? [
            `${left} of ${chosen.total} episodes are not listed, though all figures count them: --episodes ${chosen.total} lists all, ${again} csv gives a row an attempt.`,
          ]
        : []),
    ],
    version: __MULLIGAN_VERSION__,
  });
}
