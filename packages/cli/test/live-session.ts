import { appendFileSync } from "node:fs";

/** A session of Claude Code as it is written line by line. */
export class LiveSession {
  readonly path: string;
  #records = 0;

  constructor(path: string) {
    this.path = path;
  }

  asks(text: string): this {
    return this.#write({ type: "user", message: { role: "user", content: text } });
  }

  says(text: string): this {
    return this.#assistant({ type: "text", text });
  }

  edits(file: string): this {
    const number = this.#records;
    return this.calls(
      "Edit",
      { file_path: `/repo/${file}`, old_string: `return before_${number}(1)`, new_string: `return after_${number}(1)` },
      `The file /repo/${file} has been updated.`,
    );
  }

  reads(file: string): this {
    return this.calls("Read", { file_path: `/repo/${file}` }, "     1\ta = 1\n");
  }

  runs(command: string, output: string): this {
    return this.calls("Bash", { command }, output);
  }

  calls(name: string, input: object, answer: string): this {
    const id = `toolu_${this.#records}`;
    this.#assistant({ type: "tool_use", id, name, input });
    return this.#write({
      type: "user",
      message: { role: "user", content: [{ type: "tool_result", tool_use_id: id, content: answer }] },
    });
  }

  #assistant(block: object): this {
    return this.#write({
      type: "assistant",
      message: { id: `msg_${this.#records}`, type: "message", role: "assistant", model: "claude-x", content: [block] },
    });
  }

  #write(record: object): this {
    this.#records += 1;
    const line = JSON.stringify({
      uuid: `${this.path}-${this.#records}`,
      sessionId: "session-1",
      cwd: "/repo",
      version: "2.1.0",
      isSidechain: false,
      ...record,
    });
    appendFileSync(this.path, `${line}\n`);
    return this;
  }
}
