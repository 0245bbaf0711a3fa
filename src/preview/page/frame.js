// An edition in a frame of its own, where no script runs.

// WebKit lets nobody hear of keys and clicks in a frame without `allow-scripts`.
// There the policy that comes with every edition (`default-src 'none'`) keeps
// scripts from running; elsewhere the sandbox does too.
const SANDBOX = navigator.vendor.startsWith('Apple') ? 'allow-same-origin allow-scripts' : 'allow-same-origin';
/** So long the typefaces of an edition may take before it is shown without them. */
const FONTS_MS = 1500;

export class Frame {
  /** `prepare` is called with each document that is loaded, before anybody sees it. */
  constructor(host, title, prepare) {
    this.host = host;
    this.title = title;
    this.prepare = prepare;
    this.element = null;
    this.address = '';
    this.loads = 0;
  }

  get window() {
    return this.element?.contentWindow ?? null;
  }

  get document() {
    return this.element?.contentDocument ?? null;
  }

  /**
   * Shows what is at `address` in place of what is shown now, once it is there
   * and `arrive` has been to the right place in it. Says whether it came to that:
   * what was asked for later comes first.
   */
  async load(address, arrive) {
    const load = ++this.loads;
    const coming = document.createElement('iframe');
    coming.title = this.title;
    coming.setAttribute('sandbox', SANDBOX);
    coming.className = 'coming';
    const isLoaded = new Promise(resolve => coming.addEventListener('load', resolve, { once: true }));
    coming.src = address;
    this.host.append(coming);
    await isLoaded;
    if (load !== this.loads || !coming.contentDocument) {
      coming.remove();
      return false;
    }
    this.prepare(coming.contentWindow, coming.contentDocument);
    const late = new Promise(resolve => setTimeout(resolve, FONTS_MS));
    await Promise.race([coming.contentDocument.fonts.ready, late]);
    if (load !== this.loads) {
      coming.remove();
      return false;
    }
    const hadFocus = this.element !== null && document.activeElement === this.element;
    arrive(coming.contentWindow);
    coming.className = '';
    this.element?.remove();
    this.element = coming;
    this.address = address;
    if (hadFocus) coming.contentWindow.focus();
    return true;
  }

  clear() {
    this.loads++;
    for (const frame of this.host.querySelectorAll('iframe')) frame.remove();
    this.element = null;
    this.address = '';
  }
}

/** More parts than these have changed by being moved. */
const MARKED_MAX = 6;

/** Shows for a moment what has changed, to who looks at it. */
export function mark(elements, frameWindow) {
  if (elements.length > MARKED_MAX || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const colour = getComputedStyle(document.documentElement).getPropertyValue('--changed').trim();
  for (const element of elements) {
    const shown = element.closest?.('[id]') ?? element;
    if (!shown.animate || shown === frameWindow.document.body) continue;
    shown.animate([{ backgroundColor: colour }, { backgroundColor: 'transparent' }], { duration: 1400, easing: 'ease-in' });
  }
}
