import type { JsonObject } from "../model/json.js";
import type { FailureStrategy, TemplatePack } from "./pack.js";

/** Returns the strategy as it is; gives editors and the compiler the types of its data and options. */
export function defineStrategy<Data extends JsonObject, Options = Record<string, never>>(
  strategy: FailureStrategy<Data, Options>,
): FailureStrategy<Data, Options> {
  return strategy;
}

/** Returns the pack as it is, with the names of its types for the compiler. Contract and names are checked by `createRegistry`, all problems at once. */
export function defineTemplatePack<const Pack extends TemplatePackInput>(pack: Pack): Pack {
  return pack;
}

/** A pack of strategies whose data and options may each have their own types. */
export interface TemplatePackInput extends Omit<TemplatePack, "strategies"> {
  // A strategy reads its own data and options, so no common type is assignable; the registry checks them when it runs.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly strategies: Readonly<Record<string, FailureStrategy<any, any>>>;
}
