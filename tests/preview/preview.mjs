// The program that serves a copy of a statement, and a browser that looks at it.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { axePath, launch } from '../validators/chrome.mjs';

export const repository = path.resolve(import.meta.dirname, '../..');
export const program = path.resolve(process.env.CHAPBOOK ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(repository, 'target'), 'release', 'chapbook'));
/** What a browser says when the program ends: of a new connection, and of the events that break off. */
const ENDED = /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING/;
/** The files of the page may be tried without building the program: PREVIEW_PAGE=src/preview/page. */
const pageFolder = process.env.PREVIEW_PAGE && path.resolve(process.env.PREVIEW_PAGE);
const axe = fs.readFileSync(axePath, 'utf8');
const WAIT_MS = Number(process.env.PREVIEW_WAIT_MS ?? 60000);

/** A statement in a temporary folder, served. */
export class Served {
  static async start() {
    const served = new Served();
    served.root = fs.mkdtempSync(path.join(os.tmpdir(), 'chapbook-preview-'));
    served.folder = path.join(served.root, 'source');
    fs.cpSync(path.join(repository, 'source'), served.folder, { recursive: true });
    served.port = 0;
    await served.serve();
    return served;
  }

  async serve() {
    this.child = spawn(program, ['serve', 'source', '--no-open', '--port', String(this.port)], { cwd: this.root, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    this.address = await new Promise((resolve, reject) => {
      this.child.stdout.on('data', data => {
        said += data;
        const found = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(said);
        if (found) {
          this.port = Number(found[1]);
          resolve(found[0]);
        }
      });
      this.child.on('exit', code => reject(new Error(`the program ended with ${code}: ${said}`)));
    });
  }

  /** Ends the program as Ctrl-C does, and says its exit code. */
  async end() {
    const ended = new Promise(resolve => this.child.once('exit', resolve));
    this.child.kill('SIGINT');
    return ended;
  }

  read(name) {
    return fs.readFileSync(path.join(this.folder, name), 'utf8');
  }

  write(name, text) {
    fs.writeFileSync(path.join(this.folder, name), text);
  }

  /** Replaces `from`, which must be there, in a file. */
  change(name, from, to) {
    const text = this.read(name);
    if (!text.includes(from)) throw new Error(`${name} has no «${from}»`);
    this.write(name, text.replace(from, to));
  }

  async stop() {
    if (this.child.exitCode === null) await this.end();
    fs.rmSync(this.root, { recursive: true, force: true });
  }
}

let browser;

/** A page of the preview in Chromium. Whatever it complains of is a failure. */
export class Looker {
  static async open(served, { width = 1280, height = 800, scheme = 'light', where = '' } = {}) {
    browser ??= await launch();
    const looker = new Looker();
    looker.complaints = [];
    looker.context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: 'reduce' });
    looker.page = await looker.context.newPage();
    looker.page.setDefaultTimeout(WAIT_MS);
    looker.page.on('pageerror', error => looker.complaints.push(String(error.stack ?? error)));
    looker.page.on('console', message => {
      // While the program is away, requests fail: that is meant.
      if (message.type() === 'error' && !ENDED.test(message.text())) looker.complaints.push(`${message.text()} ${message.location().url}`);
    });
    await looker.context.route(url => url.origin !== new URL(served.address).origin, route => {
      looker.complaints.push(`asks for ${route.request().url()}`);
      route.abort();
    });
    if (pageFolder) await looker.context.route(url => url.pathname === '/' || url.pathname.startsWith('/page/'), looker.fromFolder);
    await looker.page.goto(served.address + where);
    await looker.said();
    return looker;
  }

  async fromFolder(route) {
    const { pathname } = new URL(route.request().url());
    const response = await route.fetch();
    await route.fulfill({ response, body: fs.readFileSync(path.join(pageFolder, pathname === '/' ? 'page.html' : pathname.slice('/page/'.length))) });
  }

  /** Waits until the page says that an edition is up to date, or what has to be mended. */
  async said(words = /./) {
    await this.page.waitForFunction(words => new RegExp(words).test(document.querySelector('#live').textContent), words.source);
  }

  /** Waits until `test`, run in the page with `value`, holds. */
  async until(test, value) {
    await this.page.waitForFunction(test, value, { polling: 50 });
  }

  /** Waits until the edition that is shown has a text. */
  async reads(pane, words) {
    const test = ([pane, words]) => {
      const frame = document.querySelector(`#panel-${pane} iframe:not(.coming)`);
      return frame?.contentDocument?.body?.textContent.includes(words);
    };
    await this.until(test, [pane, words]);
  }

  async pane(name) {
    await this.page.click(`#tab-${name}`);
    await this.until(name => {
      const panel = document.querySelector(`#panel-${name}`);
      const shown = panel.querySelector('iframe:not(.coming)') ?? [...panel.querySelectorAll('#pdf-pages img')].find(picture => picture.complete && picture.naturalWidth);
      return shown && !panel.hidden && !document.body.classList.contains('busy');
    }, name);
  }

  async language(tag) {
    await this.page.selectOption('#language', tag);
  }

  /** What axe finds (WCAG 2.2 A and AA) in the page; the editions have judges of their own. */
  async findings() {
    const world = await this.context.newCDPSession(this.page);
    await world.send('Page.enable');
    const { frameTree } = await world.send('Page.getFrameTree');
    // In a world of its own, the policy of the page does not keep axe out.
    const { executionContextId } = await world.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
    await world.send('Runtime.evaluate', { expression: axe, contextId: executionContextId });
    const expression = `axe.run(document, { iframes: false, runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } })
      .then(found => JSON.stringify(found.violations.map(({ id, help, nodes }) => id + ': ' + help + ' @ ' + nodes.map(node => node.target.join(' ')).slice(0, 3).join(' | '))))`;
    const { result, exceptionDetails } = await world.send('Runtime.evaluate', { expression, awaitPromise: true, contextId: executionContextId });
    await world.detach();
    if (exceptionDetails) throw new Error(`axe did not run: ${exceptionDetails.text}`);
    return JSON.parse(result.value);
  }

  async close() {
    await this.context.close();
    if (this.complaints.length) throw new Error(`the browser complains: ${this.complaints.join('; ')}`);
  }
}

export async function closeBrowser() {
  await browser?.close();
}

export function holds(is, what) {
  if (!is) throw new Error(what);
}
