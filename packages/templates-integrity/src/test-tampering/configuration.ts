import type { LineChange } from "../evidence/own-lines.js";
import { baseName } from "../evidence/base-name.js";

const configurationFile =
  /^(?:conftest\.py|pytest\.ini|tox\.ini|setup\.cfg|pyproject\.toml|package\.json|(?:jest|vitest|karma|playwright|cypress)\.config\.\w+|\.mocharc\.\w+|phpunit\.xml(?:\.dist)?|\.gitlab-ci\.yml|Jenkinsfile|\.travis\.yml)$/;
const workflow = /(?:^|\/)\.github\/workflows\/[\w.-]+\.ya?ml$/;
const silencing =
  /--ignore(?:-glob)?[= ]|--deselect\b|\bcollect_ignore\b|\btestPathIgnorePatterns\b|\bcontinue-on-error:\s*true\b|\bpassWithNoTests\b|\ballow_failure:\s*true\b|\|\|\s*true\s*["']?$|-k\s+["']?not\s/;

/** Configuration of tests or of continuous integration. */
export function isTestConfiguration(path: string): boolean {
  return configurationFile.test(baseName(path)) || workflow.test(path);
}

/** The line by which a change makes tests be left out or their failures be ignored. */
export function silencingLine({ gained, lost }: LineChange): string | null {
  return gained.find((line) => silencing.test(line) && !lost.some((old) => silencing.test(old))) ?? null;
}
