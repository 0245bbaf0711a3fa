// The page itself: nothing that axe finds, in any pane, by day and by night, wide and narrow.
import { holds } from './preview.mjs';

async function each(served, open, scheme, width) {
  const looker = await open({ scheme, width, height: 700 });
  const { page } = looker;
  const check = async what => {
    const findings = await looker.findings();
    holds(!findings.length, `${what}, ${scheme}, ${width} px: ${findings.join('; ')}`);
    const [shown, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    holds(shown <= window, `${what}, ${scheme}: ${shown} px wide in a window of ${window} px`);
  };
  for (const pane of ['html', 'pdf', 'epub']) {
    await looker.pane(pane);
    await check(`the pane of ${pane}`);
  }
  served.change('trust-and-respect.md', 'We must become', 'See [one](#one). We must become');
  await page.waitForSelector('#overlay:not([hidden])');
  if (!(await page.isVisible('#problems'))) await page.click('#problems-button');
  await page.locator('#overlay summary').first().click();
  await check('the notice');
  await page.click('#overlay-close');
  await page.locator('#problems-list > li summary').first().click();
  await check('a problem');
  await page.click('#help-button');
  await check('the keys');
  await looker.close();
}

export const axe_finds_nothing_by_day = (served, open) => each(served, open, 'light', 1280);
export const axe_finds_nothing_by_night = (served, open) => each(served, open, 'dark', 1280);
export const axe_finds_nothing_on_a_narrow_screen = (served, open) => each(served, open, 'light', 320);
export const axe_finds_nothing_on_a_narrow_screen_by_night = (served, open) => each(served, open, 'dark', 320);

export async function a_language_that_runs_from_right_to_left_is_shown_so(served, open) {
  const looker = await open({ where: '#epub/ar' });
  const { page } = looker;
  await looker.until(() => document.querySelector('#panel-epub iframe:not(.coming)')?.contentDocument.documentElement.dir === 'rtl');
  holds((await page.$eval('#epub-contents', list => list.dir)) === 'rtl', 'the contents run from right to left');
  await page.selectOption('#epub-contents', { index: 4 });
  await looker.until(() => /^1 /.test(document.querySelector('#epub-where').textContent) && document.querySelector('#panel-epub iframe:not(.coming)').contentDocument.querySelector('.key'));
  await page.keyboard.press('ArrowLeft');
  await looker.until(() => /^2 /.test(document.querySelector('#epub-where').textContent));
  await page.keyboard.press('ArrowRight');
  await looker.until(() => /^1 /.test(document.querySelector('#epub-where').textContent));
  await looker.close();
}

export async function where_there_was_never_an_edition_the_notice_says_so(served, open) {
  const whole = served.read('statement.yaml');
  await served.end();
  served.change('statement.yaml', 'language: en', 'language: english');
  await served.serve();
  const looker = await open();
  const said = await looker.page.textContent('#overlay-text');
  holds(said === 'Then there is an edition to see.', `it says: ${said}`);
  served.write('statement.yaml', whole);
  await looker.reads('html', 'radical candor');
  await looker.until(() => document.querySelector('#overlay').hidden);
  await looker.close();
}

export async function no_script_runs_in_an_edition(served, open) {
  const looker = await open();
  const policy = async path => (await fetch(served.address + path)).headers.get('content-security-policy');
  for (const path of ['html/en/edition']) {
    const said = await policy(path);
    holds(said.includes("default-src 'none'") && !said.includes('script-src'), `${path} may run no script: ${said}`);
  }
  const sandbox = await looker.page.$eval('#panel-html iframe', frame => frame.getAttribute('sandbox'));
  holds(sandbox === 'allow-same-origin', `the frame has a sandbox: ${sandbox}`);
  await looker.close();
}
