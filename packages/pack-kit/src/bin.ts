#!/usr/bin/env node
import { runCommand } from "./run-command.js";

const { exitCode, output, errors } = await runCommand(process.argv.slice(2));
if (output !== "") process.stdout.write(`${output}\n`);
if (errors !== "") process.stderr.write(`${errors}\n`);
process.exitCode = exitCode;
