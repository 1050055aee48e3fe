// What every project's vitest.config.ts shares: packages are tested from their sources, so no build is needed.
export const sourceConditions: string[] = ["@mulligan/source", "node", "import", "module", "default"];

export const fromSource = {
  resolve: { conditions: sourceConditions },
  ssr: { resolve: { conditions: sourceConditions } },
};
