/** What is known of one file at a moment of the run. */
export interface FileRecord {
  readonly path: string;
  /** Names the content: equal versions hold equal text. `start:path` is the content of that file before the run. */
  version: number | string;
  /** The agent made it. */
  created: boolean;
  /** False after a deletion; undefined where nothing was said of it. */
  exists: boolean | undefined;
  /** Content, where the run shows it whole. */
  content: string | undefined;
  /** Texts that the edits brought in, with the version they led to. */
  /** Of a file that holds a diff of the working tree: the version of each file that the diff leads to. */
  diff?: ReadonlyMap<string, FileRecord["version"]>;
  readonly history: { readonly version: number | string; readonly added: string; readonly removed: string }[];
}

/** All files of a run, by path. */
export class FileStore {
  readonly #files = new Map<string, FileRecord>();
  #next = 1;

  get(path: string): FileRecord {
    let file = this.#files.get(path);
    if (file === undefined) {
      file = { path, version: `start:${path}`, created: false, exists: undefined, content: undefined, history: [] };
      this.#files.set(path, file);
    }
    return file;
  }

  peek(path: string): FileRecord | undefined {
    return this.#files.get(path);
  }

  all(): IterableIterator<FileRecord> {
    return this.#files.values();
  }

  isStart(file: FileRecord): boolean {
    return file.version === `start:${file.path}`;
  }

  fresh(): number {
    return this.#next++;
  }

  /** What a diff of the working tree, made now, would lead to. */
  changed(): ReadonlyMap<string, FileRecord["version"]> {
    const versions = new Map<string, FileRecord["version"]>();
    for (const file of this.#files.values()) {
      if (file.history.length > 0 && !file.created && !this.isStart(file)) versions.set(file.path, file.version);
    }
    return versions;
  }

  snapshot(): ReadonlyMap<
    string,
    { version: FileRecord["version"]; content: string | undefined; exists: boolean | undefined }
  > {
    const saved = new Map<
      string,
      { version: FileRecord["version"]; content: string | undefined; exists: boolean | undefined }
    >();
    for (const file of this.#files.values())
      saved.set(file.path, { version: file.version, content: file.content, exists: file.exists });
    return saved;
  }
}
