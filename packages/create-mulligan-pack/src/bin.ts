#!/usr/bin/env node
import { create } from "./create.js";

const { stdin, stdout } = process;
const terminal = stdin.isTTY && stdout.isTTY ? { input: stdin, output: stdout } : null;
const { exitCode, output, errors } = await create(process.argv.slice(2), process.cwd(), terminal);
if (output !== "") stdout.write(`${output}\n`);
if (errors !== "") process.stderr.write(`${errors}\n`);
process.exitCode = exitCode;
