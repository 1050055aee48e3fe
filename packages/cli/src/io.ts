/** Everything the command line touches of the world, so that tests can bring their own. */
export interface Io {
  readonly cwd: string;
  /** Path of the command that runs, as it was started. */
  readonly script?: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Standard output is a terminal. */
  readonly terminal: boolean;
  /** Width of the terminal in columns; undefined where there is none. */
  readonly columns: number | undefined;
  out(text: string): void;
  error(text: string): void;
  /** Standard input, as it comes. */
  standardInput(): AsyncIterable<Uint8Array>;
  /** One JSON object from standard input at once, for callers that have no time. */
  readInput?(): string;
  /**
   * Calls back at an interruption (`Ctrl-C`), which then does not end the program; a second one does. Gives what ends it.
   * Absent where the program ends at once.
   */
  onInterruption?(listener: () => void): () => void;
  /** `import()`, seen from the installed command line. */
  importModule(specifier: string): Promise<unknown>;
}
