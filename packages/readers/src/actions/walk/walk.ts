import type { EditAction, EditEffect, ErrorSignature, TreeState } from "@mulligan/core";
import type { RecordedCall, RecordedRun } from "../../recorded-run.js";
import type { TestRunner } from "../tests/runner.js";
import type { ToolKind } from "../tools/tool-map.js";
import type { ScriptLanguage, ScriptWrite } from "../scripts/writes.js";
import { isCommentOnly } from "../edits/comment-only.js";
import { errorSignature } from "../errors/signature.js";
import { cleanPath, isAbsolute, joinPath, relativeTo } from "../paths/normalise.js";
import { ShownText } from "../looks/shown-text.js";
import { FileStore, type FileRecord } from "./file-store.js";
import type { DraftAction, DraftEdit, DraftStep, PendingExecution } from "./draft.js";

export interface EditDetails {
  readonly path: string;
  readonly kind?: EditAction["kind"];
  readonly by: EditAction["by"];
  readonly effect?: EditEffect;
  readonly from?: string;
  readonly lines?: { readonly from: number; readonly to: number };
  readonly added?: string | undefined;
  readonly removed?: string | undefined;
  readonly whole?: boolean;
  readonly fileLines?: number | undefined;
  readonly reason?: string | undefined;
  /** Content after the change, where known. */
  readonly content?: string | undefined;
  /** Version after the change, where it is a known one (a copy, a restore). */
  readonly version?: FileRecord["version"];
  readonly commentOnly?: boolean;
}

/** A substitution that reported nothing: what is seen of the file later may show that it changed nothing. */
export interface Doubt {
  readonly edit: DraftEdit;
  readonly pattern: RegExp;
  readonly before: FileRecord["version"];
  readonly after: FileRecord["version"];
}

/** A command that went on when its call was answered. */
export interface Running {
  /** The name that the answer gives it. */
  readonly id?: string;
  /** The files that its output or a report goes to. */
  readonly files: readonly string[];
  readonly command: string;
  readonly folder: string;
  readonly step: DraftStep;
}

interface Stash {
  readonly step: DraftStep;
  /** Position in the step's actions at which the restores belong if the stash is never popped. */
  readonly at: number;
  readonly saved: ReturnType<FileStore["snapshot"]>;
  readonly changed: readonly string[];
}

/** State of the forward walk over a run's calls. */
export class Walk {
  readonly run: RecordedRun;
  readonly root: string;
  readonly files: FileStore = new FileStore();
  readonly steps: DraftStep[] = [];
  readonly pending: PendingExecution[] = [];
  readonly stashes: Stash[] = [];
  readonly running: Running[] = [];
  readonly doubts: Map<string, Doubt> = new Map();
  readonly installed: Set<string> = new Set();
  /** Folders that the agent made. */
  readonly madeFolders: Set<string> = new Set();
  /** Other checkouts that the agent made. */
  readonly otherTrees: Set<string> = new Set();
  /** What the scripts of the run write, by their text. */
  readonly scriptWrites: Map<
    string,
    {
      readonly language: ScriptLanguage;
      readonly argument: string | undefined;
      readonly writes: readonly ScriptWrite[];
    }
  > = new Map();
  readonly runners: readonly TestRunner[];
  readonly tools: ReadonlyMap<string, ToolKind>;
  readonly #paths: Map<string, string> = new Map();
  #pathFolder: string | undefined;
  /** Working folder at the start. */
  readonly home: string;
  cwd: string;
  openFile: string | undefined;
  /** The last view of SWE-agent's window. */
  lastWindow: { readonly path: string; readonly observation: string } | undefined;
  /** The lines between its cursors. */
  cursors: { readonly from: number; readonly to: number } | undefined;
  /** What its windows have shown so far. */
  readonly shown: ShownText = new ShownText();
  step!: DraftStep;

  constructor(
    run: RecordedRun,
    root: string | undefined,
    runners: readonly TestRunner[],
    tools: ReadonlyMap<string, ToolKind>,
  ) {
    this.run = run;
    this.root = root ?? "";
    this.runners = runners;
    this.tools = tools;
    this.home = run.cwd ?? this.root;
    this.cwd = this.home;
  }

  /** Versions, at the start of the step, of the files that it has changed so far. */
  readonly #before = new Map<string, FileRecord["version"]>();

  begin(call: RecordedCall): void {
    this.settleStep();
    this.step = { number: this.steps.length + 1, call, actions: [] };
    this.steps.push(this.step);
    if (call.cwd !== undefined && call.cwd !== "") this.cwd = cleanPath(call.cwd);
    if (call.dialect === "swe-agent")
      this.openFile = call.openFile === undefined ? undefined : this.path(call.openFile);
  }

  /** What a step takes back itself is no edit: a file put aside for one command and restored after it. */
  settleStep(): void {
    for (const [path, version] of this.#before) {
      if (this.files.get(path).version !== version) continue;
      for (const action of this.step.actions) {
        if ("effect" in action && action.path === path && action.effect === "changed") action.effect = "unchanged";
      }
    }
    this.#before.clear();
  }

  emit(action: DraftAction): void {
    this.step.actions.push(action);
  }

  /** A path of the run as actions write it: from the root, or absolute where it lies outside. */
  path(text: string, folder: string = this.cwd): string {
    if (folder !== this.#pathFolder) {
      this.#pathFolder = folder;
      this.#paths.clear();
    }
    let path = this.#paths.get(text);
    if (path === undefined) this.#paths.set(text, (path = this.#resolve(text, folder)));
    return path;
  }

  #resolve(text: string, folder: string): string {
    const clean = cleanPath(text);
    if (isAbsolute(clean)) return relativeTo(this.root, clean);
    return relativeTo(this.root, joinPath(folder === "" ? this.root : folder, clean));
  }

  /** A path of a traceback; undefined where it lies outside the repository or among installed packages. */
  readonly localise = (text: string): string | undefined => {
    if (
      text.startsWith("<") ||
      /(?:^|\/)(?:site-packages|dist-packages|node_modules)\/|\/lib\/python\d|^(?:node:|\/usr\/|\/rustc\/|\/opt\/)/.test(
        text,
      )
    )
      return undefined;
    const path = this.path(text);
    return isAbsolute(path) ? undefined : path;
  };

  error(output: string): ErrorSignature | undefined {
    return errorSignature(output, this.localise);
  }

  tree(folder: string = this.cwd): TreeState {
    for (const other of this.otherTrees) if (folder === other || folder.startsWith(`${other}/`)) return "other";
    if (this.stashes.length > 0) return "baseline";
    let edited = false;
    for (const file of this.files.all()) {
      if (file.created || file.history.length === 0) continue;
      edited = true;
      if (!this.files.isStart(file)) return "current";
    }
    return edited ? "baseline" : "current";
  }

  /** Notes a change of a file, or the attempt, and brings the file's record up to date. */
  edit(details: EditDetails): DraftEdit {
    const file = this.files.get(details.path);
    let kind = details.kind ?? "edit";
    let effect: EditEffect = details.effect ?? "changed";
    if (kind === "create" && (file.exists === true || (file.exists === undefined && file.history.length > 0)))
      kind = "edit";
    const version = details.version ?? this.files.fresh();
    if (effect === "changed" && kind !== "delete" && file.exists !== false) {
      if (version === file.version) effect = "unchanged";
      else if (details.content !== undefined && details.content === file.content) effect = "unchanged";
    }
    if (
      effect === "changed" &&
      kind === "edit" &&
      details.by !== "script" &&
      details.added !== undefined &&
      details.added === details.removed &&
      // Of a patch whose text the run does not show, neither is known.
      !(details.by === "patch" && details.added === "")
    )
      effect = "unchanged";
    const action: DraftEdit = {
      kind,
      path: details.path,
      pathClass: "product",
      effect,
      whole: details.whole ?? false,
      by: details.by,
      commentOnly:
        details.commentOnly ?? (kind === "edit" && isCommentOnly(details.path, details.removed, details.added)),
    };
    if (details.from !== undefined) action.from = details.from;
    if (details.lines !== undefined) action.lines = details.lines;
    if (details.added !== undefined) action.added = details.added;
    if (details.removed !== undefined) action.removed = details.removed;
    if (details.fileLines !== undefined) action.fileLines = details.fileLines;
    if (details.reason !== undefined) action.reason = details.reason;
    this.emit(action);
    if (effect !== "changed") return action;
    if (kind === "edit" && !this.#before.has(details.path)) this.#before.set(details.path, file.version);
    this.doubts.delete(details.path);
    if (kind === "delete") {
      file.exists = false;
      file.content = undefined;
      file.version = version;
      if (!file.created) file.history.push({ version, added: "", removed: "" });
      return action;
    }
    const moved =
      kind === "move" &&
      details.from !== undefined &&
      this.files.get(details.from).created &&
      file.exists === undefined;
    if (moved || (kind === "create" && file.exists !== true && !(file.exists === false && !file.created)))
      file.created = true;
    file.exists = true;
    file.version = version;
    file.content = details.content;
    file.history.push({ version, added: details.added ?? "", removed: details.removed ?? "" });
    return action;
  }

  /** A folder that the agent makes, unless files in it are known already. */
  noteFolder(text: string): void {
    const path = this.path(text);
    for (const file of this.files.all()) if (file.exists !== undefined && file.path.startsWith(`${path}/`)) return;
    this.madeFolders.add(path);
  }

  /** A look told that the file is there. */
  seen(path: string): FileRecord {
    const file = this.files.get(path);
    if (file.exists === undefined) file.exists = true;
    return file;
  }

  /** A file that was not known before and is written now: the agent made it, unless the run showed it earlier. */
  isNew(path: string): boolean {
    const file = this.files.peek(path);
    return file === undefined || file.exists === false || (file.exists === undefined && file.history.length === 0);
  }

  /** The text of a file was shown: clears or confirms a doubt about a silent substitution. */
  settle(path: string, shown: string): void {
    const doubt = this.doubts.get(path);
    if (doubt === undefined || shown === "") return;
    if (!doubt.pattern.test(shown)) return;
    doubt.edit.effect = "no-match";
    doubt.edit.reason = "the text was still there afterwards";
    const file = this.files.get(path);
    if (file.version === doubt.after) {
      file.version = doubt.before;
      file.history.pop();
    }
    this.doubts.delete(path);
  }
}
