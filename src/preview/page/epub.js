// The pane of the EPUB: the book as a reading program shows it.

import { Frame, mark } from './frame.js';
import { patch, patchAttributes } from './patch.js';
import { elementAt, placeIn, scrollTo } from './position.js';
import { ask, text } from './server.js';

const XHTML = 'http://www.w3.org/1999/xhtml';
const OPS = 'http://www.idpf.org/2007/ops';
const STYLE_ID = '_preview-layout';
/** One turn of the wheel is many events, and one page. */
const WHEEL_MS = 300;

const runsFromRight = window => window.getComputedStyle(window.document.body).direction === 'rtl';

export class EpubPane {
  name = 'epub';

  constructor(panel, prepare, { remember, recall }) {
    this.panel = panel;
    this.frame = new Frame(panel.querySelector('.frames'), 'A page of the EPUB edition', (window, text) => {
      this.lay(text);
      this.hear(window, text);
      prepare(window, text);
    });
    this.contents = panel.querySelector('#epub-contents');
    this.where = panel.querySelector('#epub-where');
    this.previous = panel.querySelector('#epub-previous');
    this.next = panel.querySelector('#epub-next');
    this.scrolls = panel.querySelector('#epub-scrolls');
    this.turns = panel.querySelector('#epub-turns');
    this.clear();
    this.scrolls.checked = recall('epub-scrolls') === 'yes';
    this.scrolls.addEventListener('change', () => {
      remember('epub-scrolls', this.scrolls.checked ? 'yes' : 'no');
      this.relay();
    });
    this.previous.addEventListener('click', () => this.turn(-1));
    this.next.addEventListener('click', () => this.turn(1));
    this.contents.addEventListener('change', () => this.follow(this.contents.value));
    new ResizeObserver(() => this.relay()).observe(panel.querySelector('.frames'));
  }

  async show(tag, book, place, signal) {
    const isOther = tag !== this.tag || book.resources !== this.book.resources;
    const path = tag === this.tag ? this.path : await this.pathOf(tag, place, book, signal);
    const before = this.book.pages.find(page => page.path === path)?.digest;
    const page = book.pages.find(page => page.path === path) ?? book.pages[0];
    const to = tag === this.tag ? this.place() : place;
    if (isOther || page.path !== this.path) {
      if (!(await this.open(tag, page.path, window => this.arrive(window, to)))) return;
    } else if (page.digest !== before && !(await this.patch(`/epub/${tag}/files/${path}`, signal))) {
      if (!(await this.open(tag, path, window => this.arrive(window, to)))) return;
    }
    this.tag = tag;
    this.book = book;
    this.path = page.path;
    await this.list(signal);
    this.tell();
  }

  /** The page of the book with a place, or the first. */
  async pathOf(tag, place, book, signal) {
    const found = place && (await ask(`/epub/${tag}/page?${encodeURIComponent(place.id)}`, signal)).path;
    return found ?? book.pages[0].path;
  }

  open(tag, path, arrive) {
    return this.frame.load(`/epub/${tag}/files/${path}`, arrive);
  }

  async patch(address, signal) {
    const source = await text(address, signal);
    const { window, document: live } = this.frame;
    const wanted = new window.DOMParser().parseFromString(source, 'application/xhtml+xml');
    if (wanted.querySelector('parsererror')) return false;
    const place = this.place();
    const layout = live.getElementById(STYLE_ID);
    patchAttributes(live.documentElement, wanted.documentElement);
    layout.remove();
    patch(live.head, wanted.head);
    live.head.append(layout);
    const changed = patch(live.body, wanted.body);
    if (place) this.arrive(window, place);
    else if (!this.scrolls.checked) paginate(window);
    mark(changed, window);
    return true;
  }

  /** Gives a page of the book the form of a reading program's. */
  lay(text) {
    const style = text.getElementById(STYLE_ID) ?? text.createElementNS(XHTML, 'style');
    style.id = STYLE_ID;
    style.textContent = this.scrolls.checked ? SCROLLED : PAGED;
    text.head.append(style);
  }

  /** What readers do in a page of the book: scroll it, turn it with the wheel, come to a link on another page. */
  hear(window, text) {
    window.addEventListener('scroll', () => this.scrolls.checked && (this.lastPlace = placeIn(window)), { passive: true });
    let turnedAt = 0;
    const wheel = ({ deltaY, timeStamp, ctrlKey }) => {
      if (this.scrolls.checked || ctrlKey || Math.abs(deltaY) < 4 || timeStamp - turnedAt < WHEEL_MS) return;
      turnedAt = timeStamp;
      this.turn(Math.sign(deltaY));
    };
    text.addEventListener('wheel', wheel, { passive: true });
    text.addEventListener('focusin', ({ target }) => {
      if (this.scrolls.checked || !target.matches('a')) return;
      // The browser has scrolled to it, but not to where a page begins.
      this.turnTo(window, this.pageOf(window, target.getClientRects()[0] ?? target.getBoundingClientRect()));
      this.tell();
    });
  }

  /** The same place in another form or width. */
  relay() {
    const { window, document: text } = this.frame;
    if (!text?.head || !window.innerWidth) return;
    const place = this.lastPlace;
    this.lay(text);
    this.arrive(window, place ?? null);
    this.tell();
  }

  /** Where the reader is. */
  place() {
    const { window } = this.frame;
    if (!window) return null;
    if (this.arrival && this.arrival.at === this.offset(window)) return this.arrival.place;
    return this.scrolls.checked ? placeIn(window) : this.placeOnPage(window);
  }

  /** The first part of the text that is on the page which is turned up. */
  placeOnPage(window) {
    const inside = ({ left, right, width }) => width > 0 && right > 4 && left < window.innerWidth - 4;
    for (const element of window.document.body.querySelectorAll('[id]')) {
      if (element.id.startsWith('_') || element.matches('[role="doc-pagebreak"]')) continue;
      const boxes = [...element.getClientRects()];
      const at = boxes.findIndex(inside);
      // Of what encloses all, something inside is meant.
      if (at >= 0 && !element.querySelector('[id]:not([id^="_"])')) return { id: element.id, part: at / boxes.length };
    }
    return null;
  }

  offset(window) {
    return this.scrolls.checked ? Math.round(window.scrollY) : Math.round(Math.abs(window.scrollX));
  }

  arrive(window, place) {
    if (this.scrolls.checked) {
      scrollTo(window, place);
    } else {
      paginate(window);
      const found = place && elementAt(window.document, place);
      const boxes = found ? [...found.element.getClientRects()] : [];
      const box = boxes[Math.min(boxes.length - 1, Math.floor(found?.part * boxes.length))];
      this.turnTo(window, box ? this.pageOf(window, box) : 0);
    }
    this.arrival = { place, at: this.offset(window) };
    this.lastPlace = place;
  }

  /** On which page, from 0, a box begins. */
  pageOf(window, { left, right }) {
    const from = runsFromRight(window) ? window.innerWidth - right : left;
    return Math.floor(Math.max(0, Math.abs(window.scrollX) + from) / window.innerWidth);
  }

  turnTo(window, page) {
    window.scrollTo({ left: (runsFromRight(window) ? -1 : 1) * page * window.innerWidth, top: 0, behavior: 'instant' });
  }

  goTo(place) {
    if (!place || !this.tag) return;
    if (this.frame.document && elementAt(this.frame.document, { ...place })) {
      this.arrive(this.frame.window, place);
      this.tell();
      return;
    }
    ask(`/epub/${this.tag}/page?${encodeURIComponent(place.id)}`).then(({ path }) => path && this.goToPage(path, window => this.arrive(window, place)), () => {});
  }

  async goToPage(path, arrive) {
    if (!(await this.open(this.tag, path, arrive))) return;
    this.path = path;
    this.tell();
  }

  /** Follows a link of the book: `EPUB/section-2.xhtml#trust`. */
  follow(address) {
    const [path, id] = address.split('#');
    const place = id ? { id: decodeURIComponent(id), part: 0 } : null;
    if (path === this.path) this.arrive(this.frame.window, place);
    else if (this.book.pages.some(page => page.path === path)) this.goToPage(path, window => this.arrive(window, place));
    this.tell();
  }

  /** Turns pages, on into the next page of the book or back into the one before. */
  turn(step) {
    const { window } = this.frame;
    if (!window) return;
    const { page, count } = this.pageNow(window);
    if (this.scrolls.checked ? false : page + step >= 0 && page + step < count) {
      this.turnTo(window, page + step);
      this.arrival = null;
      this.lastPlace = this.place();
      this.tell();
      return;
    }
    const index = this.book.pages.findIndex(({ path }) => path === this.path) + step;
    const next = this.book.pages[index];
    if (!next) return;
    const arrive = window => {
      this.arrive(window, null);
      if (step < 0 && !this.scrolls.checked) this.turnTo(window, this.pageNow(window).count - 1);
      this.arrival = null;
    };
    this.goToPage(next.path, arrive);
  }

  /** Which page is turned up, from 0, and how many there are; one where the text scrolls. */
  pageNow(window) {
    if (this.scrolls.checked) return { page: 0, count: 1 };
    const { scrollWidth } = window.document.documentElement;
    const count = Math.max(1, Math.round(scrollWidth / window.innerWidth));
    return { page: Math.round(Math.abs(window.scrollX) / window.innerWidth), count };
  }

  /** The contents, read from the book's own navigation document (EPUB 3.3 §7). */
  async list(signal) {
    const parse = async path => new DOMParser().parseFromString(await text(`/epub/${this.tag}/files/${path}`, signal), 'application/xhtml+xml');
    const from = path => href => new URL(href, `http://book/${path}`).href.slice('http://book/'.length);
    const item = (await parse(this.book.package)).querySelector('manifest > item[properties~="nav"]');
    if (!item) return;
    const path = from(this.book.package)(item.getAttribute('href'));
    const page = await parse(path);
    const toc = [...page.getElementsByTagNameNS(XHTML, 'nav')].find(nav => nav.getAttributeNS(OPS, 'type') === 'toc');
    const options = [...(toc?.querySelectorAll('a') ?? [])].map(link => {
      let depth = -1;
      for (let at = link; at !== toc; at = at.parentNode) depth += at.localName === 'ol';
      const option = new Option('\u2003'.repeat(depth) + link.textContent.trim(), from(path)(link.getAttribute('href')));
      return option;
    });
    const front = this.book.pages.filter(({ path }) => !options.some(option => option.value.split('#')[0] === path));
    const all = [...front.map(({ path, title }) => new Option(title, path)), ...options];
    const said = list => JSON.stringify(list.map(({ text, value }) => [text, value]));
    if (said(all) !== said([...this.contents.options])) this.contents.replaceChildren(...all);
    this.contents.lang = page.documentElement.lang;
    this.contents.dir = page.documentElement.dir;
  }

  tell() {
    const { window } = this.frame;
    const index = this.book.pages.findIndex(({ path }) => path === this.path);
    if (!window || index < 0) {
      this.where.textContent = '';
      return;
    }
    const { page, count } = this.pageNow(window);
    this.where.textContent = this.scrolls.checked ? '' : `${page + 1} of ${count}`;
    this.previous.disabled = index === 0 && page === 0;
    this.next.disabled = index === this.book.pages.length - 1 && page === count - 1;
    const option = [...this.contents.options].find(({ value }) => value === this.path);
    if (option) this.contents.value = option.value;
    this.panel.classList.toggle('turns', !this.scrolls.checked);
    // The next page lies where the book has it; the arrows are mirrored with it.
    this.turns.dir = this.book.isRightToLeft ? 'rtl' : 'ltr';
  }

  get isRightToLeft() {
    return this.book.isRightToLeft;
  }

  clear() {
    this.frame.clear();
    this.tag = '';
    this.path = '';
    this.book = { pages: [], resources: '' };
    this.arrival = null;
    this.lastPlace = null;
    this.contents.replaceChildren();
    this.where.textContent = '';
  }
}

/** Makes room for the whole of the last page: browsers leave out the margin behind the last column. */
function paginate(window) {
  const root = window.document.documentElement;
  root.style.setProperty('--preview-pages', 1);
  const pages = Math.max(1, Math.round(root.scrollWidth / window.innerWidth));
  root.style.setProperty('--preview-pages', pages);
}

const SCROLLED = `
html { padding: 2rem clamp(1rem, 6vw, 3rem) 4rem !important; overflow-anchor: none; }
body { max-width: 34em; margin: 0 auto !important; }
img, svg { max-width: 100%; }
`;

const PAGED = `
html { height: 100vh; margin: 0; overflow: hidden; }
html::after {
  content: ""; position: absolute; top: 0; width: 1px; height: 1px;
  inset-inline-start: calc(var(--preview-pages) * 100vw - 1px);
}
body {
  box-sizing: border-box; height: 100vh; margin: 0 !important; padding: 2rem 1.6rem !important;
  column-width: calc(100vw - 3.2rem); column-gap: 3.2rem; column-fill: auto;
}
img, svg { max-width: 100%; max-height: calc(100vh - 4.5rem); object-fit: contain; }
pre, table { max-width: calc(100vw - 3.2rem); }
`;
