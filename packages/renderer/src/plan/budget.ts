import { invalidBudgetError } from "../errors.js";
import { estimateTokens } from "./tokens.js";
import type { CountTokens } from "./tokens.js";

/** Words of the addons, tags included, quoted output aside. Longer ones were followed less well by the models measured. */
export const systemWordLimit = 200;
export const userWordLimit = 250;

/** How much the addons may hold. Whole parts that do not fit are left out, the least important first. */
export interface PlanBudget {
  /** Words of the system addon; default 200. */
  readonly systemWords?: number;
  /** Words of the user addon, quoted output aside; default 250. */
  readonly userWords?: number;
  /** Tokens of both addons together, tags and quoted output included; default unlimited. */
  readonly tokens?: number;
  /** Default `estimateTokens`. For an exact count give the function of a tokenizer. */
  readonly countTokens?: CountTokens;
}

/** @throws MulliganError `invalid-budget` for a limit that is no number of 0 or more. */
export function fullBudget({
  systemWords = systemWordLimit,
  userWords = userWordLimit,
  tokens = Number.POSITIVE_INFINITY,
  countTokens = estimateTokens,
}: PlanBudget = {}): Required<PlanBudget> {
  for (const [name, value] of Object.entries({ systemWords, userWords, tokens })) {
    if (typeof value !== "number" || !(value >= 0)) throw invalidBudgetError(name, String(value));
  }
  return { systemWords, userWords, tokens, countTokens };
}
