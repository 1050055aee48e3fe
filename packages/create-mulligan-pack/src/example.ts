import type { OptionDefinition, StrategyMeta } from "@mulligan/core";

/** The names that the template uses, each of which a scaffold exchanges. */
export const templateNames = {
  package: "@acme/mulligan-pack-template",
  namespace: "acme-template",
  type: "VENDORED_EDIT",
  title: "Vendored edit",
} as const;

/** What the template's strategy says of itself, for the pages that are written before it is built. */
export const exampleMeta: Omit<StrategyMeta, "title"> = {
  summary: "Copied code of another project was edited although the task does not name it.",
  severity: "major",
};

export const exampleOptions: Readonly<Record<string, OptionDefinition>> = {
  folders: {
    type: "strings",
    default: ["vendor", "third_party"],
    description: "Names of folders that hold copied code.",
  },
};
