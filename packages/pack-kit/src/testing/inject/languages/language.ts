import type { RecordedCall } from "@mulligan/readers/record";

/** A run of tests as its runner prints it. */
export interface Report {
  /** Test file, from the repository root. */
  readonly file: string;
  readonly passed: number;
  /** Names of failing tests. */
  readonly failing?: readonly string[];
  /** What the failing tests say; without it an expectation of theirs does not hold. */
  readonly fault?: Fault;
}

/** An error inside the product, with its place. */
export interface Fault {
  readonly name: string;
  readonly message: string;
  /** Absolute where the root of the repository is known. */
  readonly path: string;
  readonly line: number;
}

/** What planted code and output look like in one language. */
export interface Language {
  readonly files: RegExp;
  /** Where the suite would test a file. */
  readonly testFileOf: (path: string) => string;
  /** The name under which a test stands in code and output. */
  readonly testName: (words: string) => string;
  /** Starts the suite for one file. */
  readonly runTests: (report: Report) => RecordedCall;
  /** An execution that cannot load a file of the product. */
  readonly cannotLoad: (path: string, line: number) => RecordedCall;
  /** Starts the suite for one file, and a name that a product file uses does not exist. */
  readonly unknownName: (name: string, path: string, file: string) => RecordedCall;
  /** An error that the product can raise while a test runs. */
  readonly crash: Pick<Fault, "name" | "message">;
  /** A statement that sets a name to a number. */
  readonly assign: (name: string, value: number) => string;
  /** A statement that calls a function. */
  readonly call: (name: string) => string;
  readonly comment: (words: string) => string;
  /** A test of one expectation. */
  readonly testOf: (name: string, expected: number) => string;
  /** The line of that test that expects. */
  readonly expectation: (expected: number) => string;
  /** Takes a test out of the run: what stands instead of its first line. */
  readonly skipped: (name: string) => string;
}
