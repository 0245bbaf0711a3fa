// What can be done without a mouse, and what stays where it was.
import { holds } from './preview.mjs';

const TEXT = 'trust-and-respect.md';

export async function the_keyboard_is_enough(served, open) {
  const looker = await open();
  const { page } = looker;
  const focus = () => page.evaluate(() => document.activeElement.id || document.activeElement.localName);
  const press = key => page.keyboard.press(key);
  await press('Tab');
  holds((await focus()) === 'tab-html', `the tabs come first, not ${await focus()}`);
  await press('ArrowRight');
  holds((await focus()) === 'tab-pdf' && (await page.isVisible('#panel-pdf')), 'arrows choose a tab');
  await press('End');
  holds((await focus()) === 'tab-epub' && (await page.isVisible('#panel-epub')), 'End chooses the last');
  await press('ArrowRight');
  holds((await focus()) === 'tab-html', 'after the last comes the first');
  await press('Tab');
  holds((await focus()) === 'language', `then the languages, not ${await focus()}`);
  await page.keyboard.type('esp');
  await looker.reads('html', 'ecosistema');
  await page.focus('#tab-html');
  await press('l');
  holds((await focus()) === 'language', 'l leads to the languages');
  await page.keyboard.type('Eng');
  await looker.reads('html', 'ecosystem');
  await page.focus('#tab-html');

  await press('3');
  await looker.until(() => document.querySelector('#epub-where').textContent);
  const first = await page.inputValue('#epub-contents');
  for (let turns = 0; turns < 4; turns++) {
    const before = await page.$eval('#epub-where', where => where.textContent + document.querySelector('#epub-contents').value);
    await press('PageDown');
    await looker.until(before => document.querySelector('#epub-where').textContent + document.querySelector('#epub-contents').value !== before, before);
  }
  holds((await page.inputValue('#epub-contents')) !== first, 'keys turn the pages of the book');

  await press('?');
  holds(await page.isVisible('#help'), '? tells of the keys');
  await press('Escape');
  holds(!(await page.isVisible('#help')), 'Escape closes them');
  await press('1');
  holds((await focus()) === 'tab-html', 'a number chooses a pane');
  await looker.close();
}

export async function problems_are_reached_by_keys_and_the_focus_is_never_lost(served, open) {
  const looker = await open();
  const { page } = looker;
  served.change(TEXT, 'We must become', 'See [one](#one), [two](#two). We must become');
  await page.waitForSelector('#overlay:not([hidden])');
  await page.focus('#tab-html');
  await page.keyboard.press('Escape');
  holds(!(await page.isVisible('#overlay')), 'Escape dismisses the notice');
  await page.keyboard.press('e');
  await page.keyboard.press('e');
  const problem = () => page.evaluate(() => document.activeElement.closest('li')?.textContent ?? document.activeElement.id);
  holds((await problem()).includes('two'), `e leads to the next problem, not ${await problem()}`);
  await page.keyboard.press('Enter');
  holds(await page.evaluate(() => document.activeElement.parentElement.open), 'Enter opens what it means');
  served.change(TEXT, ', [two](#two)', '');
  await looker.until(() => document.querySelectorAll('#problems-list > li.error').length === 1);
  holds((await problem()).includes('one'), `the focus goes to the problem that is left, not to ${await problem()}`);
  served.change(TEXT, 'See [one](#one). ', '');
  await looker.until(() => !document.querySelector('#problems-list > li.error'));
  holds(await page.evaluate(() => document.activeElement !== document.body), 'the focus is in the page still');
  await looker.close();
}

export async function single_keys_can_be_turned_off(served, open) {
  const looker = await open();
  const { page } = looker;
  await page.click('#help-button');
  await page.uncheck('#help-single');
  await page.keyboard.press('Escape');
  await page.focus('#problems-button');
  await page.keyboard.press('2');
  holds(await page.isVisible('#panel-html'), 'a digit does nothing any more');
  await page.click('#help-button');
  await page.check('#help-single');
  await page.keyboard.press('Escape');
  await page.focus('#problems-button');
  await page.keyboard.press('2');
  holds(await page.isVisible('#panel-pdf'), 'and does something again');
  await looker.close();
}

/** Where a block stands in the window of a frame. */
const topOf = (looker, pane, id) =>
  looker.page.evaluate(([pane, id]) => document.querySelector(`#panel-${pane} iframe:not(.coming)`).contentDocument.getElementById(id)?.getBoundingClientRect().top, [pane, id]);

export async function the_reading_position_is_kept(served, open) {
  const looker = await open();
  const { page } = looker;
  const id = 'leaderful-movement.2';
  await page.evaluate(id => {
    const { contentWindow, contentDocument } = document.querySelector('#panel-html iframe');
    contentWindow.scrollTo(0, contentDocument.getElementById(id).getBoundingClientRect().top + contentWindow.scrollY + 5);
  }, id);
  const before = await topOf(looker, 'html', id);
  // Text above grows by several lines.
  const sentence = 'We are many. ';
  served.change(TEXT, 'We must become', `${sentence.repeat(60)}We must become`);
  await looker.reads('html', sentence.repeat(60).trim());
  const after = await topOf(looker, 'html', id);
  holds(Math.abs(after - before) < 3, `what is read stays where it is in HTML: from ${before} to ${after}`);

  await looker.pane('epub');
  await looker.until(id => document.querySelector('#panel-epub iframe:not(.coming)').contentDocument.getElementById(id), id);
  const box = await page.evaluate(id => {
    const frame = document.querySelector('#panel-epub iframe:not(.coming)');
    const { left, right } = frame.contentDocument.getElementById(id).getBoundingClientRect();
    return { left, right, width: frame.contentWindow.innerWidth };
  }, id);
  holds(box.left >= 0 && box.left < box.width, `the page of the book has what is read: ${JSON.stringify(box)}`);

  await looker.pane('pdf');
  const pages = await (await fetch(`${served.address}pdf/en`)).json();
  const [, expected] = pages.content.places.find(([place]) => place === id);
  await looker.until(expected => document.querySelector('#pdf-where').textContent.startsWith(`Page ${expected} `), expected);

  await looker.pane('html');
  const back = await topOf(looker, 'html', id);
  holds(Math.abs(back) < 200, `back in HTML it is there still: ${back}`);
  served.change(TEXT, sentence.repeat(60), '');
  await looker.until(() => !document.querySelector('#panel-html iframe:not(.coming)').contentDocument.body.textContent.includes('We are many.'));
  await looker.language('ar');
  await looker.until(() => document.querySelector('#panel-html iframe:not(.coming)').contentDocument.documentElement.dir === 'rtl');
  const other = await topOf(looker, 'html', id);
  holds(Math.abs(other) < 250, `in another language it is the same: ${other}`);
  await looker.close();
}
