// The pane of the PDF: its pages as pictures, each loaded when it comes near.

const POINTS_TO_PIXELS = 96 / 72;
/** Widths of a page, in parts of its own. */
const SIZES = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
/** Pictures are asked for in steps, so that not every width needs others. In hundredths of a pixel to a point. */
const SCALE_STEP = 25;
const SCALE_MAX = 600;
/** Larger pictures are not made. */
const PIXELS_MAX = 30e6;
/** So far below the top somebody reads, in pixels. */
const EDGE = 12;

export class PdfPane {
  name = 'pdf';

  constructor(panel, { remember, recall }) {
    this.list = panel.querySelector('#pdf-pages');
    this.where = panel.querySelector('#pdf-where');
    this.file = panel.querySelector('#pdf-file');
    this.smaller = panel.querySelector('#pdf-smaller');
    this.larger = panel.querySelector('#pdf-larger');
    this.remember = remember;
    this.size = SIZES.includes(+recall('pdf-size')) ? +recall('pdf-size') : 1.25;
    this.tag = '';
    this.pages = [];
    this.places = [];
    this.list.addEventListener('scroll', () => this.tell(), { passive: true });
    this.smaller.addEventListener('click', () => this.resize(-1));
    this.larger.addEventListener('click', () => this.resize(1));
    new ResizeObserver(() => this.redraw()).observe(this.list);
    this.near = new IntersectionObserver(entries => entries.forEach(entry => this.meet(entry)), { root: this.list, rootMargin: '100% 0px' });
    this.resize(0);
  }

  /** The page at the top and how much of it lies above. */
  top() {
    const edge = this.list.getBoundingClientRect().top + EDGE;
    const items = [...this.list.children];
    const index = Math.max(0, items.findIndex(item => item.getBoundingClientRect().bottom > edge));
    const { top, height } = items[index]?.getBoundingClientRect() ?? { top: edge, height: 1 };
    return { page: index + 1, part: Math.max(0, (edge - top) / height) };
  }

  /** Where the reader is: the part of the text that begins on the page at about that height. */
  place() {
    if (!this.pages.length) return null;
    if (this.arrival && Math.abs(this.arrival.y - this.list.scrollTop) < 2) return this.arrival.place;
    const { page, part } = this.top();
    const here = this.places.filter(([, on]) => on === page);
    const before = this.places.filter(([, on]) => on < page).at(-1);
    const [id] = here[Math.min(here.length - 1, Math.floor(part * here.length))] ?? before ?? [];
    return id ? { id, part: 0 } : null;
  }

  goTo(place) {
    if (!place || !this.pages.length) return;
    const page = this.pageOf(place.id);
    if (!page) return;
    const here = this.places.filter(([, on]) => on === page).map(([id]) => id);
    const part = Math.max(0, here.indexOf(place.id)) / Math.max(1, here.length);
    this.scrollToPage(page, part > 0.25 ? part - 0.15 : 0);
    this.arrival = { place, y: this.list.scrollTop };
  }

  /** On which page the part with this id begins, or the nearest one around it. */
  pageOf(id) {
    const pages = new Map(this.places);
    for (let at = id; at; at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : '') {
      if (pages.has(at)) return pages.get(at);
    }
    return 0;
  }

  scrollToPage(page, part) {
    const item = this.list.children[page - 1];
    if (!item) return;
    const { top, height } = item.getBoundingClientRect();
    this.list.scrollTop += top - this.list.getBoundingClientRect().top - EDGE + part * height;
  }

  async show(tag, content, place) {
    const isOther = tag !== this.tag;
    const [was, from] = [this.top(), isOther ? null : this.place()];
    const pageBefore = from && this.pageOf(from.id);
    this.tag = tag;
    this.pages = content.pages;
    this.places = content.places;
    this.file.href = `/pdf/${tag}/edition`;
    this.file.hidden = false;
    this.fill();
    if (isOther) {
      this.arrival = null;
      this.list.scrollTop = 0;
      this.goTo(place);
    } else if (from) {
      // The part that was read may be on another page now.
      const moved = this.pageOf(from.id) - pageBefore;
      if (moved && pageBefore) this.scrollToPage(was.page + moved, was.part);
    }
    this.tell();
  }

  /** As many items as pages; each with the picture of its page. */
  fill() {
    while (this.list.children.length > this.pages.length) this.list.lastChild.remove();
    while (this.list.children.length < this.pages.length) {
      const item = document.createElement('li');
      item.append(document.createElement('img'));
      this.list.append(item);
      this.near.observe(item);
    }
    this.pages.forEach((_, index) => this.draw(index));
  }

  draw(index) {
    const [width, height, looks] = this.pages[index];
    const item = this.list.children[index];
    const [picture] = item.children;
    const shown = Math.min(width * POINTS_TO_PIXELS * this.size, Math.max(200, this.list.clientWidth - 32));
    picture.width = Math.round(shown);
    picture.height = Math.round((shown * height) / width);
    const alternative = `Page ${index + 1} of ${this.pages.length}`;
    if (picture.alt !== alternative) picture.alt = alternative;
    const pixels = (shown * devicePixelRatio) / width;
    const most = Math.min(SCALE_MAX, Math.floor((Math.sqrt(PIXELS_MAX / (width * height)) * 100) / SCALE_STEP) * SCALE_STEP);
    const scale = Math.max(SCALE_STEP, Math.min(most, Math.ceil((pixels * 100) / SCALE_STEP) * SCALE_STEP));
    item.dataset.picture = `/pdf/${this.tag}/pages/${index + 1}/${looks}/${scale}`;
    if (item.dataset.near) load(item);
  }

  redraw() {
    if (!this.list.clientWidth || !this.pages.length) return;
    const { page, part } = this.top();
    this.pages.forEach((_, index) => this.draw(index));
    this.scrollToPage(page, part);
    this.arrival = null;
  }

  /** A page comes near, or goes. */
  meet({ target, isIntersecting }) {
    if (isIntersecting) {
      target.dataset.near = 'yes';
      load(target);
    } else {
      delete target.dataset.near;
    }
  }

  resize(steps) {
    const at = Math.min(SIZES.length - 1, Math.max(0, SIZES.indexOf(this.size) + steps));
    this.size = SIZES[at];
    this.smaller.disabled = at === 0;
    this.larger.disabled = at === SIZES.length - 1;
    this.remember('pdf-size', this.size);
    this.redraw();
  }

  tell() {
    const count = this.pages.length;
    this.where.textContent = count ? `Page ${this.top().page} of ${count}` : '';
  }

  clear() {
    this.list.replaceChildren();
    this.pages = this.places = [];
    this.tag = '';
    this.file.hidden = true;
    this.tell();
  }
}

/** Puts the newer picture in place of the older one once it is there: no page is ever blank. */
async function load(item) {
  const [shown] = item.children;
  const address = item.dataset.picture;
  if (shown.getAttribute('src') === address || item.dataset.coming === address) return;
  item.dataset.coming = address;
  const coming = new Image();
  coming.src = address;
  const isThere = await coming.decode().then(() => true, () => false);
  if (item.dataset.coming !== address) return;
  delete item.dataset.coming;
  // Of a page that is no more, the picture is none: the newer one is asked for.
  if (!isThere) return;
  shown.src = address;
}
