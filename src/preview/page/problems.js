// The list of problems, and the notice over an edition that could not be made.

/** `words` with what stands in backticks as code. */
export function withCode(words) {
  return words.split('`').map((part, index) => {
    if (index % 2 === 0) return document.createTextNode(part);
    const code = document.createElement('code');
    code.textContent = part;
    return code;
  });
}

export function counted(problems) {
  const of = severity => problems.filter(problem => problem.severity === severity).length;
  const say = (count, one) => (count === 0 ? '' : count === 1 ? `1 ${one}` : `${count} ${one}s`);
  return [say(of('error'), 'error'), say(of('warning'), 'warning')].filter(Boolean).join(', ');
}

/** More are not shown at once: the first ones are to be mended first. */
const SHOWN_MAX = 100;

/**
 * A list of problems that changes as little as it can: what is open stays open,
 * and what has the focus keeps it.
 */
export class ProblemList {
  constructor(list) {
    this.list = list;
  }

  show(problems) {
    const before = new Map([...this.list.children].map(item => [item.dataset.key, item]));
    const focused = this.list.contains(document.activeElement) ? document.activeElement.closest('li') : null;
    const focusedAt = focused ? [...this.list.children].indexOf(focused) : -1;
    const keys = new Map();
    const items = problems.slice(0, SHOWN_MAX).map(problem => {
      const name = [problem.code, problem.file, problem.message].join('\n');
      const count = keys.get(name) ?? 0;
      keys.set(name, count + 1);
      const key = `${name}\n${count}`;
      return fill(before.get(key) ?? blank(key), problem);
    });
    if (problems.length > SHOWN_MAX) items.push(rest(problems.length - SHOWN_MAX));
    items.forEach((item, index) => {
      if (this.list.children[index] !== item) this.list.insertBefore(item, this.list.children[index] ?? null);
    });
    while (this.list.children.length > items.length) this.list.lastChild.remove();
    // Moving an element takes the focus from it.
    if (focused && !this.list.contains(document.activeElement)) {
      const next = items.includes(focused) ? focused : items[Math.min(focusedAt, items.length - 1)];
      return next?.querySelector('summary') ?? null;
    }
    return undefined;
  }

  /** The one after that which has the focus, or the first. */
  next() {
    const all = [...this.list.querySelectorAll('summary')];
    return all[(all.indexOf(document.activeElement) + 1) % all.length] ?? null;
  }
}

function blank(key) {
  const item = document.createElement('li');
  item.dataset.key = key;
  const part = (name, className) => {
    const element = document.createElement(name);
    element.className = className;
    return element;
  };
  const head = part('p', 'message');
  head.append(part('strong', 'severity'), ' ', part('span', 'words'));
  const details = part('details', 'meaning');
  const summary = document.createElement('summary');
  summary.textContent = 'What it means';
  details.append(summary, part('div', 'explanation'));
  item.append(head, part('p', 'spot'), part('pre', 'excerpt'), part('p', 'hint'), details);
  return item;
}

function fill(item, problem) {
  const at = selector => item.querySelector(selector);
  item.className = problem.severity;
  set(at('.severity'), [problem.severity === 'error' ? 'Error' : 'Warning'], problem.severity);
  set(at('.words'), withCode(problem.message), problem.message);
  const spot = problem.file ? `${problem.file}, line ${problem.line}` : '';
  set(at('.spot'), spot ? [spot] : [], spot);
  set(at('.excerpt'), problem.excerpt ? [problem.excerpt] : [], problem.excerpt);
  set(at('.hint'), withCode(problem.hint ?? ''), problem.hint ?? '');
  at('.spot').hidden = !spot;
  at('.excerpt').hidden = !problem.excerpt;
  // What is too wide scrolls, for who has no mouse too.
  at('.excerpt').tabIndex = 0;
  at('.excerpt').setAttribute('role', 'group');
  at('.excerpt').setAttribute('aria-label', spot ? `The text in ${spot}` : 'The text');
  at('.hint').hidden = !problem.hint;
  const explanation = at('.explanation');
  if (explanation.said !== problem.explanation) {
    explanation.said = problem.explanation;
    explanation.replaceChildren(...paragraphs(problem.explanation));
  }
  const summary = at('summary');
  summary.setAttribute('aria-label', `What it means: ${problem.message.replaceAll('`', '')}`);
  return item;
}

function set(element, nodes, said) {
  if (element.said === said) return;
  element.said = said;
  element.replaceChildren(...nodes);
}

/** An explanation: sentences, and examples, which stand further in and may have empty lines. */
function paragraphs(text) {
  const parts = [];
  for (const words of text.trimEnd().split('\n\n')) {
    const isExample = words.startsWith('    ');
    if (isExample && parts.at(-1)?.isExample) parts.at(-1).words += `\n\n${words}`;
    else parts.push({ isExample, words });
  }
  return parts.map(({ isExample, words }) => {
    const element = document.createElement(isExample ? 'pre' : 'p');
    if (isExample) element.textContent = words.replace(/^ {4}/gm, '');
    else element.append(...withCode(words.replaceAll('\n', ' ')));
    return element;
  });
}

function rest(count) {
  const item = document.createElement('li');
  item.dataset.key = 'rest';
  item.textContent = `and ${count} more`;
  return item;
}

/** The notice over an edition. It comes with each failure, and goes when that is mended or when it is dismissed. */
export class Overlay {
  constructor(element, { onDismiss }) {
    this.element = element;
    this.title = element.querySelector('#overlay-title');
    this.text = element.querySelector('#overlay-text');
    this.problems = new ProblemList(element.querySelector('#overlay-list'));
    this.onDismiss = onDismiss;
    this.failure = '';
    this.dismissed = '';
    element.querySelector('#overlay-close').addEventListener('click', () => this.dismiss());
  }

  get isShown() {
    return !this.element.hidden;
  }

  /** `failure` is nothing, or what there is to say of it. */
  show(failure) {
    const name = failure ? [failure.title, ...failure.problems.map(problem => problem.code + problem.message)].join('\n') : '';
    if (name !== this.failure) this.dismissed = '';
    this.failure = name;
    const isShown = failure !== null && this.dismissed !== name;
    if (isShown) {
      this.title.textContent = failure.title;
      this.text.textContent = failure.text;
      this.problems.show(failure.problems);
    }
    this.hide(!isShown);
  }

  dismiss() {
    if (!this.isShown) return;
    this.dismissed = this.failure;
    this.hide(true);
  }

  hide(isHidden) {
    const hadFocus = this.element.contains(document.activeElement);
    this.element.hidden = isHidden;
    if (isHidden && hadFocus) this.onDismiss();
  }
}
