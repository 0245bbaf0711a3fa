// The preview in a real browser: what an editor does, and what she must see.
// usage: node run.mjs [NAME...]      (after validators/install.sh; CHAPBOOK names the program, if not target/release/chapbook)
// exit 0 all holds, 1 something does not, 2 something could not run
import * as looks from './looks.mjs';
import * as changes from './changes.mjs';
import * as keyboard from './keyboard.mjs';
import fs from 'node:fs';
import { Looker, Served, closeBrowser, program } from './preview.mjs';

if (!fs.existsSync(program)) {
  console.error(`run.mjs: there is no ${program}; build it first`);
  process.exit(2);
}

const wanted = process.argv.slice(2);
const tests = Object.entries({ ...changes, ...keyboard, ...looks }).filter(([name]) => !wanted.length || wanted.includes(name));
let failed = 0;
for (const [name, test] of tests) {
  const began = Date.now();
  const words = name.replaceAll('_', ' ');
  let served;
  try {
    served = await Served.start();
    await test(served, options => Looker.open(served, options));
    console.log(`PASS ${words} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${words}\n     ${String(error.stack ?? error).replaceAll('\n', '\n     ')}`);
  } finally {
    await served?.stop();
  }
}
await closeBrowser();
if (!tests.length) console.log(`no test has the name ${wanted.join(' or ')}`);
process.exit(tests.length ? Number(failed > 0) : 2);
