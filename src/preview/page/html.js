// The pane of the HTML edition.

import { Frame, mark } from './frame.js';
import { patch, patchAttributes } from './patch.js';
import { keepPlace, placeIn, scrollTo } from './position.js';
import { text } from './server.js';

export class HtmlPane {
  name = 'html';

  constructor(panel, prepare) {
    this.frame = new Frame(panel.querySelector('.frames'), 'The HTML edition', (window, text) => {
      keepStill(text);
      keepPlace(window, this);
      prepare(window, text);
    });
    /** Where the reader was before the window became wider or narrower. */
    this.last = null;
    this.tag = '';
    this.digest = '';
  }

  /** Where the reader is: where it was led to, as long as nobody has scrolled since. */
  place() {
    const { window } = this.frame;
    if (!window) return null;
    return this.arrival && Math.abs(this.arrival.y - window.scrollY) < 2 ? this.arrival.place : placeIn(window);
  }

  goTo(place) {
    const { window } = this.frame;
    if (!window || !place) return;
    scrollTo(window, place);
    this.arrival = { place, y: window.scrollY };
    this.last = place;
  }

  async show(tag, { digest }, place, signal) {
    if (tag === this.tag && digest === this.digest) return;
    const address = `/html/${tag}/edition`;
    const isOther = tag !== this.tag || !this.frame.document;
    if (isOther || !(await this.patch(address, signal))) {
      const to = isOther ? place : this.place();
      const arrive = window => {
        scrollTo(window, to);
        this.arrival = { place: to, y: window.scrollY };
        this.last = to;
      };
      if (!(await this.frame.load(address, arrive))) return;
    }
    this.tag = tag;
    this.digest = digest;
  }

  /** Changes what is shown where the edition is another one. Not where its styles are: then typefaces come late. */
  async patch(address, signal) {
    const source = await text(address, signal);
    const { window, document: live } = this.frame;
    // The parser of the frame: its documents may have what the policy of the frame lets them have.
    const wanted = new window.DOMParser().parseFromString(source, 'text/html');
    const styles = page => [...page.querySelectorAll('head > style')].map(style => style.textContent).join('');
    if (styles(live) !== styles(wanted)) return false;
    const place = placeIn(window);
    const above = place && live.getElementById(place.id).getBoundingClientRect().top;
    patchAttributes(live.documentElement, wanted.documentElement);
    keepStill(live);
    patch(live.head, wanted.head);
    const changed = patch(live.body, wanted.body);
    const still = place && live.getElementById(place.id);
    // What changed above has moved the text.
    if (still) window.scrollBy({ top: still.getBoundingClientRect().top - above, behavior: 'instant' });
    else if (place) scrollTo(window, place);
    mark(changed, window);
    return true;
  }

  clear() {
    this.frame.clear();
    this.tag = this.digest = '';
  }
}

/** We keep the text in its place; a browser that did it as well would move it twice as far. */
function keepStill(text) {
  text.documentElement.style.overflowAnchor = 'none';
}
