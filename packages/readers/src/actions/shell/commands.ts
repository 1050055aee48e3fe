/** A shell command line, taken apart into the simple commands that it starts, in order. */
export type ShellItem = ShellPipeline | ShellScope;

/** A subshell opens or closes: a change of folder inside does not last. */
export interface ShellScope {
  readonly kind: "open" | "close";
}

export interface ShellPipeline {
  readonly kind: "pipeline";
  readonly commands: readonly SimpleCommand[];
  /** How the pipeline hangs on the one before it. */
  readonly after: "" | "&&" | "||";
  readonly background: boolean;
}

export interface SimpleCommand {
  /** Name and arguments, unquoted; wrappers such as `timeout 60` are gone. */
  readonly words: readonly string[];
  /** The command as written, without redirections. */
  readonly text: string;
  /** Text fed by a here-document or a here-string. */
  readonly stdin?: string;
  /** File fed by `<`. */
  readonly stdinFile?: string;
  readonly writes: readonly OutputRedirect[];
  /** Standard error is thrown away. */
  readonly silencesErrors: boolean;
  /** Folder that a wrapper names (`env -C`, `git -C` is left to git). */
  readonly directory?: string;
}

export interface OutputRedirect {
  readonly path: string;
  readonly append: boolean;
}

export interface ParsedShell {
  readonly items: readonly ShellItem[];
  /** The command line is not valid for a shell. */
  readonly broken: boolean;
}
