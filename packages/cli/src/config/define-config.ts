import type { Recognisers, RegistryInput, TemplatePack } from "@mulligan/core";

/**
 * What `mulligan.config.ts` exports as its default. Its own test runners, tools and path rules go before those of the
 * packs; its secrets are masked besides theirs.
 */
export interface MulliganConfig extends Recognisers {
  /** Packs in force, as imported or by npm name; exactly these. Default: the packs that come with the command line. */
  readonly packs?: readonly (RegistryInput["packs"][number] | string)[];
  /** Strategies of this project, without a package; their namespace is `local`. */
  readonly strategies?: RegistryInput["strategies"];
  /** Switches strategies off, sets options, severity, priority, texts; by id, or by bare type. */
  readonly overrides?: RegistryInput["overrides"];
}

/** Returns the configuration as it is; gives editors and the compiler its type. */
export function defineConfig(config: MulliganConfig): MulliganConfig {
  return config;
}

export type { TemplatePack };
