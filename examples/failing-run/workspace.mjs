// A temporary copy of the repository with a shell in it. Everything that leaves it shows the folder as `/testbed`.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

export const shownFolder = "/testbed";

/** By default `node --test` prints durations, and its format differs between versions of Node. */
const reporter = pathToFileURL(join(import.meta.dirname, "tap-reporter.mjs")).href;

const identity = { NAME: "Example", EMAIL: "example@example.invalid", DATE: "2000-01-01T00:00:00Z" };

/** @typedef {{ output: string, returncode: number }} ShellResult */

export class Workspace {
  /** @param {string} repository Folder to copy. */
  constructor(repository) {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), "mulligan-example-")));
    this.folder = join(this.root, "testbed");
    cpSync(repository, this.folder, { recursive: true });
    this.#mustRun("git init -q && git add -A && git commit -q -m 'Start'");
  }

  /**
   * Runs a command line in the working folder, as an agent's tool would.
   * @param {string} command
   * @returns {ShellResult}
   */
  shell(command) {
    const { status, stdout, error } = spawnSync("bash", ["-c", 'exec bash -c "$1" 2>&1', "bash", command], {
      cwd: this.folder,
      env: this.#environment(),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (error) throw new Error(`The example needs bash and git: ${error.message}`, { cause: error });
    return { output: this.#shown(stdout), returncode: status ?? -1 };
  }

  dispose() {
    rmSync(this.root, { recursive: true, force: true });
  }

  /** @param {string} command */
  #mustRun(command) {
    const { output, returncode } = this.shell(command);
    if (returncode !== 0) throw new Error(`\`${command}\` failed in the example's copy:\n${output}`);
  }

  /** Nothing of the caller's environment reaches the recording; a surrounding test runner would change `node --test`. */
  #environment() {
    /** @type {NodeJS.ProcessEnv} */
    const environment = {
      PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
      HOME: this.root,
      LC_ALL: "C",
      NO_COLOR: "1",
      NODE_OPTIONS: `--test-reporter=${reporter}`,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
    };
    for (const [key, value] of Object.entries(identity)) {
      environment[`GIT_AUTHOR_${key}`] = value;
      environment[`GIT_COMMITTER_${key}`] = value;
    }
    return environment;
  }

  /** @param {string} text */
  #shown(text) {
    return text
      .replaceAll(pathToFileURL(this.folder).href, pathToFileURL(shownFolder).href)
      .replaceAll(this.folder, shownFolder);
  }
}
