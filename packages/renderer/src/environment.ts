import { is, strictEach } from "./helpers/block-helpers.js";
import { helperSignatures } from "./helpers/signatures.js";
import { code, codes, count, fence, print, steps } from "./helpers/text-helpers.js";
import { handlebars } from "./runtime.js";
import type { Environment } from "./runtime.js";

let environment: Environment | undefined;

/** An environment of this package's own, made at the first use; the host's Handlebars is never touched. */
export function sharedEnvironment(): Environment {
  environment ??= createEnvironment();
  return environment;
}

function createEnvironment(): Environment {
  const created = handlebars.create();
  for (const name of Object.keys(created.helpers)) {
    if (!Object.hasOwn(helperSignatures, name)) created.unregisterHelper(name);
  }
  const each = created.helpers["each"] as Parameters<typeof strictEach>[0];
  created.registerHelper({ print, code, codes, count, fence, is, steps, each: strictEach(each) });
  return created;
}
