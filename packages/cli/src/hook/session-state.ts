import { join } from "node:path";
import { appendLine, readLines } from "./private-files.js";

/** How far a session's file was read at the end of a turn. */
export interface ReadMark {
  readonly size: number;
  /** Of the file, which may be replaced. */
  readonly inode: number;
  /** The bytes right before that place, in hexadecimal: a file that was written anew has others there. */
  readonly before: string;
}

/** A finding that the session was told. */
interface Told {
  readonly fingerprint: string;
  readonly token: string;
}

/**
 * What the hook knows of a session: one line is added for each thing that happens, and none is ever changed, so that any
 * number of processes can write at once.
 */
export class SessionState {
  readonly #file: string;
  #told: Told[] = [];
  #mark: ReadMark | null = null;
  #seen = new Set<string>();
  #lessons = false;
  #known = false;

  private constructor(file: string) {
    this.#file = file;
  }

  static load(folder: string, agent: string, session: string): SessionState {
    const state = new SessionState(join(folder, "sessions", `${agent}-${fileName(session)}.jsonl`));
    state.#read();
    return state;
  }

  /** There was something to read. */
  get known(): boolean {
    return this.#known;
  }

  get mark(): ReadMark | null {
    return this.#mark;
  }

  /** Files that earlier turns had before their eyes. */
  get seen(): ReadonlySet<string> {
    return this.#seen;
  }

  get lessonsTold(): boolean {
    return this.#lessons;
  }

  get answers(): number {
    return new Set(this.#told.map(({ fingerprint }) => fingerprint)).size;
  }

  wasTold(fingerprint: string): boolean {
    return this.#told.some((told) => told.fingerprint === fingerprint);
  }

  noteRead(mark: ReadMark, seen: Iterable<string>): void {
    const fresh = [...new Set(seen)].filter((path) => !this.#seen.has(path));
    appendLine(this.#file, { read: mark, ...(fresh.length > 0 && { seen: fresh }) });
  }

  noteLessons(): void {
    appendLine(this.#file, { lessons: true });
  }

  /**
   * Takes the right to tell a finding. False where another process was faster, or `most` have been told. Throws where that
   * cannot be kept: what cannot be remembered would be told again and again.
   */
  claim(fingerprint: string, most: number): boolean {
    const token = `${process.pid} ${process.hrtime.bigint()}`;
    appendLine(this.#file, { told: fingerprint, token });
    this.#read();
    const place = this.#told.findIndex((told) => told.fingerprint === fingerprint);
    if (place < 0) throw new Error("what was written to the session's state is not in it");
    if (this.#told[place]?.token !== token) return false;
    return new Set(this.#told.slice(0, place).map((told) => told.fingerprint)).size < most;
  }

  #read(): void {
    this.#told = [];
    for (const { read, seen, told, token, lessons } of readLines(this.#file)) {
      this.#known = true;
      if (typeof told === "string" && typeof token === "string") this.#told.push({ fingerprint: told, token });
      if (lessons === true) this.#lessons = true;
      if (isMark(read)) this.#mark = read;
      if (Array.isArray(seen)) for (const path of seen) if (typeof path === "string") this.#seen.add(path);
    }
  }
}

function isMark(value: unknown): value is ReadMark {
  if (typeof value !== "object" || value === null) return false;
  const { size, inode, before } = value as Readonly<Record<string, unknown>>;
  return Number.isSafeInteger(size) && (size as number) >= 0 && typeof inode === "number" && typeof before === "string";
}

const longestName = 150;

/** Session ids are file names already, as a rule. */
function fileName(session: string): string {
  return session.replaceAll(/[^\w.-]/g, (unit) => `%${unit.charCodeAt(0).toString(16)}`).slice(0, longestName);
}
