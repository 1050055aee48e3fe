import { isCodeEdit } from "@mulligan/core";
import type { DetectContext, Detection, Episode, Facts, FileEdit } from "@mulligan/core";
import type { Options } from "./options.js";

/** What the texts of this strategy print: a type alias, because JSON data has an index signature. */
export type MissingMigration = {
  readonly files: readonly string[];
  /** A folder of the repository that holds migrations. */
  readonly folder: string;
};

/** Columns of a model were changed, the repository is seen to have migrations, and the run wrote none. */
export function detect(
  episode: Episode,
  { facts, options }: DetectContext<Options>,
): readonly Detection<MissingMigration>[] {
  const edits = facts.productEdits.filter((edit) => changesColumns(edit, options));
  const [first, ...others] = new Set(edits.map(({ step }) => step));
  if (first === undefined) return [];
  const folder = seenPaths(episode, facts)
    .map((path) => folderOf(path, options))
    .find((found) => found !== undefined);
  if (folder === undefined || writesMigration(episode, facts, options)) return [];
  const files = [...new Set(edits.map(({ path }) => path))];
  return [
    {
      confidence: 0.8,
      steps: [first, ...others],
      evidence: `Columns were changed in ${files.join(", ")}, and none of the ${facts.stepCount} steps wrote a migration to ${folder}.`,
      data: { files, folder },
    },
  ];
}

function changesColumns({ path, action }: FileEdit, { modelFiles, declarations }: Options): boolean {
  if (!isCodeEdit(action) || !modelFiles.some((model) => isModel(path, model))) return false;
  const changed = `${action.added ?? ""}\n${action.removed ?? ""}`;
  return declarations.some((declaration) => changed.includes(declaration));
}

function isModel(path: string, model: string): boolean {
  return model.endsWith("/") ? `/${path}`.includes(`/${model}`) : path.endsWith(model);
}

/** Files and folders that the run looked at or changed. */
function seenPaths(episode: Episode, facts: Facts): string[] {
  const listed = episode.steps.flatMap(({ actions }) =>
    actions.flatMap((action) => (action.kind === "list" ? [`${action.path}/`] : [])),
  );
  return [...facts.files.keys(), ...listed];
}

/** `shop/migrations` for `shop/migrations/0001_initial.py`. */
function folderOf(path: string, { migrationFolders }: Options): string | undefined {
  // Outside the repository paths are absolute: an installed library may bring migrations of its own.
  if (path.startsWith("/")) return undefined;
  for (const folder of migrationFolders) {
    const at = `/${path}`.indexOf(`/${folder}/`);
    if (at >= 0) return path.slice(0, at + folder.length);
  }
  return undefined;
}

function writesMigration(episode: Episode, facts: Facts, options: Options): boolean {
  for (const { path, edits } of facts.files.values()) {
    if (folderOf(path, options) !== undefined && edits.some(({ action }) => action.effect === "changed")) return true;
  }
  return episode.steps.some(({ command }) =>
    options.migrationCommands.some((part) => command?.includes(part) === true),
  );
}
