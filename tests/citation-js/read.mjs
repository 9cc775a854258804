// Prints what citation-js reads in the files of the command line: the CSL items of each as JSON, one file a line.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [installed, ...files] = process.argv.slice(2);
const load = createRequire(`${installed}/x`);
const { plugins } = load("@citation-js/core");
load("@citation-js/plugin-bibtex");
load("@citation-js/plugin-ris");
const types = { ".bib": "@biblatex/text", ".ris": "@ris/file", ".json": "@csl/list+object" };
// Of biblatex's fields more are kept than of BibTeX's; the text is taken for what its ending says, never guessed at.
for (const file of files) {
  const ending = file.slice(file.lastIndexOf("."));
  const text = readFileSync(file, "utf8");
  const data = ending === ".json" ? JSON.parse(text) : text;
  const items = plugins.input.chain(data, { forceType: types[ending], generateGraph: false });
  console.log(JSON.stringify(items));
}
