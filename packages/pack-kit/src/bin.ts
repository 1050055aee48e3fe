#!/usr/bin/env node
import { runCommand } from "./run-command.js";

const { stdin, stdout } = process;
const terminal = stdin.isTTY && stdout.isTTY ? { input: stdin, output: stdout } : null;
const { exitCode, output, errors } = await runCommand(process.argv.slice(2), terminal);
if (output !== "") stdout.write(`${output}\n`);
if (errors !== "") process.stderr.write(`${errors}\n`);
process.exitCode = exitCode;
