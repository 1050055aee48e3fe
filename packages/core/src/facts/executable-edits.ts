import { isCodeEdit } from "./edits.js";
import type { Facts, FileEdit } from "./facts.js";

/**
 * Nothing to execute: data, style sheets, pages, notebooks, whose cells a person runs, and descriptions that only another
 * machine or a generator can try.
 */
const notExecutable =
  /(?:^|\/)(?:LICENSE|\.\w*ignore|\.(?:editorconfig|gitattributes|npmrc|nvmrc|env(?:\.\w+)?)|(?:Docker|Container)file(?:\.\w+)?|\w+\.(?:Docker|Container)file|Procfile|CODEOWNERS)$|(?:^|\/)migrations?\/.*\.sql$|\.(?:jsonc?|json5|ya?ml|toml|ini|cfg|conf|properties|xml|csv|tsv|ipynb|svg|css|scss|sass|less|html?|txt|lock|tf|tfvars|hcl|prisma|proto|graphqls?|gql|po|pot|arb|resx|strings|xcstrings|xliff|plist|storyboard|xib|pbxproj|xcscheme|xcconfig|entitlements|csproj|fsproj|vbproj|props|targets|slnx?|map|png|jpe?g|gif|webp|ico|woff2?|ttf|pdf)$/i;

/** `src/i18n/fr.ts`, `lang/pt-BR/messages.php`: the texts of one language. */
const languageTexts =
  /(?:^|\/)(?:i18n|locales?|translations?|lang(?=\/.*\.php$))\/(?:[\w-]+\/)*[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?:\/[\w-]+)?\.(?:[cm]?[jt]s|php|rb|py)$/;

/** `__version__ = "1.2"`, `version: "1.2.0",`: a number that nothing computes with. */
const versionLine =
  /^\s*(?:(?:export\s+)?(?:const|let|var|public|static|final|string)\s+)*[\w.$]*version\w*(?:\s*:\s*[\w&' ]+)?\s*(?::|=|=>)\s*["'`]?v?\d+(?:\.\d+)*[\w.+-]*["'`]?[,;]?\s*$/i;
/** Two numbers may be a rate. */
const versionNumber = /^["'`]?v?\d+(?:\.\d+){2,3}[\w.+-]*["'`]?$/;

/**
 * Edits of product code that a verification could speak of, in step order. Not among them: moves, comments and documents;
 * data, style sheets, pages, texts of a language and descriptions that nothing here executes; a new version number; taking
 * away a file of the agent's own.
 */
export function executableEdits(facts: Facts): readonly FileEdit[] {
  let edits = known.get(facts);
  if (edits === undefined) known.set(facts, (edits = collect(facts)));
  return edits;
}

/** Several rules ask, of the same facts. */
const known = new WeakMap<Facts, readonly FileEdit[]>();

function collect(facts: Facts): readonly FileEdit[] {
  return facts.productEdits.filter(({ path, action }) => {
    if (action.kind === "move" || !isCodeEdit(action) || isVersionOnly(action)) return false;
    if (notExecutable.test(path) || languageTexts.test(path)) return false;
    return !(action.kind === "delete" && (facts.files.get(path)?.createdAt ?? null) !== null);
  });
}

function isVersionOnly({ kind, removed = "", added = "" }: FileEdit["action"]): boolean {
  if (kind !== "edit" || removed === "" || added === "" || added.length > 200) return false;
  return (
    (versionLine.test(removed) && versionLine.test(added)) ||
    (versionNumber.test(removed.trim()) && versionNumber.test(added.trim()))
  );
}
