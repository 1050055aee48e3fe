import { main } from "./main.js";

// A reader that closes early (`| head`) is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});
process.on("SIGINT", () => process.exit(130));

void main(process.argv.slice(2), {
  cwd: process.cwd(),
  environment: process.env,
  terminal: process.stdout.isTTY,
  columns: process.stdout.columns,
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  readStandardInput: async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
    return Buffer.concat(chunks);
  },
}).then((code) => {
  process.exitCode = code;
});
