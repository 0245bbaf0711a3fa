// What is changed on the disk is seen in the page, and what is wrong with it.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { holds } from './preview.mjs';

const TEXT = 'trust-and-respect.md';
const SENTENCE = 'We must become very good at communicating.';

export async function a_word_that_is_changed_appears_in_each_pane(served, open) {
  const looker = await open();
  await looker.reads('html', SENTENCE);
  served.change(TEXT, 'very good at communicating', 'splendid at communicating');
  await looker.reads('html', 'We must become splendid at communicating.');

  await looker.pane('epub');
  await looker.until(() => document.querySelectorAll('#epub-contents option').length > 5);
  const chapter = await looker.page.$$eval('#epub-contents option', options => options.find(option => option.label.trim() === 'Trust & Respect').value);
  await looker.page.selectOption('#epub-contents', chapter);
  await looker.reads('epub', 'We must become splendid at communicating.');
  served.change(TEXT, 'splendid at communicating', 'skilful at communicating');
  await looker.reads('epub', 'We must become skilful at communicating.');

  await looker.pane('pdf');
  const pictures = () => looker.page.$$eval('#pdf-pages li', items => items.map(item => item.dataset.picture.split('/').slice(0, 6).join('/')));
  const before = await pictures();
  served.change(TEXT, 'skilful at communicating', 'practised at communicating');
  await looker.until(before => [...document.querySelectorAll('#pdf-pages li')].some((item, index) => item.dataset.picture.split('/').slice(0, 6).join('/') !== before[index]), before);
  const after = await pictures();
  const others = after.filter((picture, index) => picture !== before[index]);
  holds(others.length > 0 && others.length <= 3, `a page or two look otherwise, not ${others.length} of ${after.length}`);
  const file = path.join(served.root, 'shown.pdf');
  fs.writeFileSync(file, Buffer.from(await (await fetch(`${served.address}pdf/en/edition`)).arrayBuffer()));
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
  holds(text.includes('We must become practised at communicating.'), 'the PDF has the word');
  await looker.page.click('#pdf-larger');
  await looker.close();
}

export async function a_broken_link_shows_its_problem_and_the_fix_clears_it(served, open) {
  const looker = await open();
  const { page } = looker;
  served.change(TEXT, SENTENCE, `${SENTENCE} See [honesty](#honsty).`);
  await looker.said(/error/i);
  await page.waitForSelector('#overlay:not([hidden])');
  holds(await page.isVisible('#overlay >> text=no heading has that name'), 'the notice says what is wrong');
  await looker.reads('html', SENTENCE);
  holds(!(await page.locator('#panel-html iframe').contentFrame().locator('body').textContent()).includes('See honesty'), 'the last good edition stays');
  if (!(await page.isVisible('#problems'))) await page.click('#problems-button');
  const problem = page.locator('#problems-list > li.error', { hasText: 'honsty' });
  holds((await problem.locator('.spot').textContent()) === 'source/trust-and-respect.md, line 8', `its line is shown: ${await problem.locator('.spot').textContent()}`);
  holds((await problem.locator('.excerpt').textContent()).includes('[honesty](#honsty)'), 'the line of the file is shown');
  await page.click('#overlay-close');
  holds(!(await page.isVisible('#overlay')), 'the notice can be dismissed');
  await problem.locator('summary').click();
  holds((await problem.locator('.explanation').innerText()).length > 80, 'it is explained');
  served.change(TEXT, '#honsty', '#honestly');
  await page.waitForSelector('#overlay:not([hidden])');
  served.change(TEXT, '#honestly', '#trust-and-respect');
  await looker.reads('html', 'See honesty');
  await looker.until(() => document.querySelector('#overlay').hidden && !document.querySelector('#problems-list li.error[data-key*="honestly"]'));
  await looker.close();
}

export async function what_waits_in_other_languages_is_told_apart(served, open) {
  const looker = await open();
  const { page } = looker;
  served.change(TEXT, SENTENCE, 'We must become truly good at communicating.');
  await looker.reads('html', 'We must become truly good at communicating.');
  await looker.until(() => !document.querySelector('#problems-elsewhere').hidden);
  holds((await page.textContent('#problems-button')) === 'No problems', 'an edition that can be made has none');
  holds(!(await page.isVisible('#overlay')), 'nothing is said over an edition that can be made');
  if (!(await page.isVisible('#problems'))) await page.click('#problems-button');
  holds(/^In other languages: \d+ errors$/.test(await page.textContent('#problems-elsewhere > summary')), 'the others are counted');
  await page.click('#problems-elsewhere > summary');
  await page.waitForSelector('#problems-elsewhere-list > li.error > .spot:text("languages/es.po")');
  await looker.language('es');
  await page.waitForSelector('#problems-list > li.error > .spot:text("languages/es.po")');
  await page.waitForSelector('#overlay:not([hidden])');
  await looker.close();
}

export async function a_catalog_that_is_changed_shows_in_its_language(served, open) {
  const looker = await open();
  await looker.language('es');
  await looker.reads('html', 'ecosistema');
  served.change('languages/es.po', 'pone en el centro a las personas', 'pone primero a las personas');
  await looker.reads('html', 'pone primero a las personas');
  const frame = looker.page.locator('#panel-html iframe').contentFrame().locator('html');
  holds((await frame.getAttribute('lang')) === 'es', 'the language is the one that was chosen');
  // A mistake in a catalog is one in its language only.
  served.change('languages/es.po', 'Nuestra visión pone primero', 'Nuestra *visión pone primero');
  await looker.page.waitForSelector('#overlay:not([hidden])');
  await looker.language('en');
  await looker.reads('html', SENTENCE);
  await looker.until(() => document.querySelector('#overlay').hidden);
  await looker.close();
}

export async function a_deleted_folder_is_told_of_and_its_return_too(served, open) {
  const looker = await open();
  const away = path.join(served.root, 'away');
  fs.cpSync(served.folder, away, { recursive: true });
  fs.rmSync(served.folder, { recursive: true });
  await looker.page.waitForSelector('#overlay:not([hidden])');
  await looker.reads('html', SENTENCE);
  fs.renameSync(away, served.folder);
  await looker.until(() => document.querySelector('#overlay').hidden);
  served.change(TEXT, SENTENCE, 'We are back.');
  await looker.reads('html', 'We are back.');
  // An editor that saves by renaming puts another file in the place of the old one.
  served.write('new.tmp', served.read(TEXT).replace('We are back.', 'We were renamed.'));
  fs.renameSync(path.join(served.folder, 'new.tmp'), path.join(served.folder, TEXT));
  await looker.reads('html', 'We were renamed.');
  await looker.close();
}

export async function after_many_rapid_saves_the_last_one_is_shown(served, open) {
  const looker = await open();
  const text = served.read(TEXT);
  for (let count = 1; count <= 2000; count++) served.write(TEXT, text.replace(SENTENCE, `We saved ${count} times.`));
  await looker.reads('html', 'We saved 2000 times.');
  await looker.close();
}

export async function the_page_goes_on_when_the_program_is_started_again(served, open) {
  const looker = await open();
  const code = await served.end();
  holds(code === 0, `Ctrl-C ends the program with ${code}`);
  await looker.page.waitForSelector('#overlay:not([hidden]) >> text=The preview has ended');
  served.change(TEXT, SENTENCE, 'We went on.');
  await served.serve();
  await looker.reads('html', 'We went on.');
  await looker.until(() => document.querySelector('#overlay').hidden);
  await looker.close();
}
