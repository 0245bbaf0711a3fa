// The page of the preview: what is chosen, what the program tells, what is shown.

import { EpubPane } from './epub.js';
import { HtmlPane } from './html.js';
import { shortcuts, tabs } from './keys.js';
import { PdfPane } from './pdf.js';
import { Overlay, ProblemList, counted } from './problems.js';
import { ask, listen } from './server.js';

const at = id => document.getElementById(id);

/** What is remembered from one visit to the next; browsers may refuse to. */
const memory = {
  remember(name, value) {
    try {
      localStorage.setItem(`chapbook.${name}`, value);
    } catch { /* It is forgotten. */ }
  },
  recall(name) {
    try {
      return localStorage.getItem(`chapbook.${name}`);
    } catch {
      return null;
    }
  },
};

let state = null;
/** What is said of what is shown: the problems of making it, and whether it is what the source says. */
const UNSEEN = { problems: [], isCurrent: true, content: null };
let view = UNSEEN;
/** Of which pane and language `view` is. */
let viewOf = '';
let isSilent = false;
let asking = new AbortController();
/** What takes longer than this to make is said to be on its way. */
const BUSY_MS = 250;

const [firstPane, firstLanguage] = location.hash.slice(1).split('/');
const chosen = { pane: '', language: firstLanguage || memory.recall('language') || '' };

const keyed = shortcuts(
  {
    1: () => choosePane('html', true),
    2: () => choosePane('pdf', true),
    3: () => choosePane('epub', true),
    l: () => at('language').focus(),
    p: () => showProblems(at('problems').hidden),
    e: toNextProblem,
    '?': openHelp,
    '+': () => panes.pdf.resize(1),
    '-': () => panes.pdf.resize(-1),
    Escape: () => overlay.isShown && overlay.dismiss(),
    ArrowLeft: event => turn(event, -1),
    ArrowRight: event => turn(event, 1),
    PageUp: event => turnOn(event, -1),
    PageDown: event => turnOn(event, 1),
  },
  () => at('help-single').checked,
);

const panes = {
  html: new HtmlPane(at('panel-html'), prepare),
  pdf: new PdfPane(at('panel-pdf'), memory),
  epub: new EpubPane(at('panel-epub'), prepare, memory),
};
const problems = new ProblemList(at('problems-list'));
const elsewhere = new ProblemList(at('problems-elsewhere-list'));
const overlay = new Overlay(at('overlay'), { onDismiss: () => at(`tab-${chosen.pane}`).focus() });
const selectTab = tabs(document.querySelector('[role="tablist"]'), paneChosen);

/** A document of an edition, before it is shown: keys and links are ours. */
function prepare(window, text) {
  text.addEventListener('keydown', keyed);
  text.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    if (link) follow(event, link);
  });
}

/** Links within the statement lead on in the preview; others open beside it. */
function follow(event, link) {
  const url = new URL(link.href, link.baseURI);
  if (url.origin !== location.origin) {
    event.preventDefault();
    open(url, '_blank', 'noopener,noreferrer');
    return;
  }
  if (chosen.pane === 'epub') {
    event.preventDefault();
    panes.epub.follow(decodeURIComponent(url.pathname).replace(`/epub/${chosen.language}/files/`, '') + url.hash);
    return;
  }
  if (url.pathname === new URL(link.baseURI).pathname) return;
  event.preventDefault();
  const [, tag, format] = /(?:\.([A-Za-z0-9-]+))?\.(html|pdf|epub)$/.exec(decodeURIComponent(url.pathname)) ?? [];
  if (state.languages.some(language => language.tag === tag)) chooseLanguage(tag);
  if (format) choosePane(format, false);
  else say('This link leads to a file beside the editions.');
}

function choosePane(name, movesFocus) {
  selectTab(name);
  if (movesFocus) at(`tab-${name}`).focus();
}

function paneChosen(name) {
  if (name === chosen.pane) return () => {};
  // Of what is hidden nobody can say where it is.
  const place = panes[chosen.pane]?.place() ?? null;
  chosen.pane = name;
  remember();
  return () => refresh(place);
}

function chooseLanguage(tag) {
  if (tag === chosen.language) return;
  const place = panes[chosen.pane].place();
  chosen.language = tag;
  at('language').value = tag;
  memory.remember('language', tag);
  remember();
  refresh(place);
}

function remember() {
  history.replaceState(null, '', `#${chosen.pane}/${chosen.language}`);
}

/** Has the program make what is chosen, if it is not what is shown, and shows it at `place`. */
async function refresh(place = null) {
  asking.abort();
  if (!state || !chosen.pane) return;
  const wanted = `${chosen.pane}/${chosen.language}`;
  if (viewOf !== wanted) [view, viewOf] = [UNSEEN, wanted];
  tell();
  if (!state.languages.length) {
    sayHowItStands();
    return;
  }
  asking = new AbortController();
  const { signal } = asking;
  const slow = setTimeout(() => document.body.classList.add('busy'), BUSY_MS);
  try {
    const made = await ask(`/${wanted}`, signal);
    await show(made, place, signal);
    if (signal.aborted) return;
    view = made;
    tell();
    sayHowItStands();
  } catch (error) {
    // What was asked for next counts. If the program is gone, the events will tell.
    if (error.name !== 'AbortError' && !signal.aborted) console.info(String(error));
  } finally {
    clearTimeout(slow);
    if (asking.signal === signal) document.body.classList.remove('busy');
  }
}

async function show({ content }, place, signal) {
  const pane = panes[chosen.pane];
  const tag = chosen.language;
  if (signal.aborted) return;
  if (!content) {
    pane.clear();
    return;
  }
  const wasShown = pane.tag === tag;
  await pane.show(tag, content, place, signal);
  if (wasShown && place && !signal.aborted) pane.goTo(place);
}

/** Whether it is a problem of a translation that is not shown. */
function isElsewhere({ file }) {
  return /\/languages\/[^/]+\.po$/.test(file ?? '') && !file.endsWith(`/${chosen.language}.po`);
}

/** All problems that there are to tell of: those of other languages last, errors first. */
function allProblems() {
  const list = [...(state?.problems ?? []), ...view.problems];
  const weight = problem => 2 * isElsewhere(problem) + (problem.severity === 'error' ? 0 : 1);
  const seen = new Set();
  const isNew = problem => {
    const key = JSON.stringify([problem.code, problem.file, problem.line, problem.column, problem.message]);
    return !seen.has(key) && seen.add(key);
  };
  return list.filter(isNew).sort((a, b) => weight(a) - weight(b));
}

/** What keeps the edition that is shown from being that of the source; nothing if it is. */
function failure() {
  if (isSilent) {
    return { title: 'The preview has ended', text: 'Start chapbook serve again; this page then goes on by itself.', problems: [] };
  }
  if (!state) return null;
  const language = state.languages.find(({ tag }) => tag === chosen.language);
  if (!state.isBroken && !language?.hasErrors && view.isCurrent) return null;
  const errors = allProblems().filter(problem => problem.severity === 'error');
  const own = errors.filter(({ file }) => file?.endsWith(`/${chosen.language}.po`));
  const listed = !state.isBroken && own.length && !view.problems.length ? own : errors;
  const hasLast = view.content !== null || (chosen.language !== '' && panes[chosen.pane].tag === chosen.language);
  return {
    title: listed.length === 1 ? 'An error has to be mended first' : `${listed.length} errors have to be mended first`,
    text: hasLast ? 'What you see behind this is the last good edition.' : 'Then there is an edition to see.',
    problems: listed,
  };
}

/** Brings problems, title and notice up to date. */
function tell() {
  const all = allProblems().filter(problem => !isElsewhere(problem));
  const focus = problems.show(all);
  if (focus !== undefined) (focus ?? at('problems-title')).focus();
  at('problems-none').hidden = all.length > 0;
  tellOfOtherLanguages();
  const button = at('problems-button');
  button.textContent = counted(all) || 'No problems';
  const errors = all.filter(problem => problem.severity === 'error').length;
  button.className = errors ? 'error' : all.length ? 'warning' : '';
  // It unfolds by itself, and does not fold while somebody mends one after the other.
  if (!hasChosenProblems && all.length && isWide.matches) unfold(true);
  overlay.show(failure());
  const title = state?.title || state?.source || 'Preview';
  at('title').textContent = title;
  document.title = `${errors ? `(${errors}) ` : ''}${title} – preview`;
}

/** What waits in translations that are not shown is counted, and can be unfolded. */
function tellOfOtherLanguages() {
  const others = allProblems().filter(isElsewhere);
  const focus = elsewhere.show(others);
  if (focus !== undefined) (focus ?? at('problems-title')).focus();
  at('problems-elsewhere').hidden = others.length === 0;
  at('problems-elsewhere-count').textContent = `In other languages: ${counted(others)}`;
}

/** Says to who does not see it how it stands. */
function sayHowItStands() {
  const failed = failure();
  const count = counted(allProblems().filter(problem => !isElsewhere(problem)));
  say(failed ? `${failed.title}. ${count}.` : `The edition is up to date. ${count || 'No problems'}.`);
}

/** The same words again are said again only if they were gone in between. */
function say(words) {
  at('live').textContent = '';
  setTimeout(() => {
    at('live').textContent = words;
  }, 50);
}

function fillLanguages() {
  const select = at('language');
  const known = JSON.stringify(state.languages.map(({ tag, name }) => [tag, name]));
  if (select.dataset.known !== known) {
    select.dataset.known = known;
    select.replaceChildren(
      ...state.languages.map(({ tag, name, direction }) => {
        const option = new Option(name, tag);
        option.lang = tag;
        option.dir = direction;
        return option;
      }),
    );
  }
  if (!state.languages.some(({ tag }) => tag === chosen.language)) chosen.language = state.languages[0]?.tag ?? '';
  select.value = chosen.language;
  select.closest('label').hidden = state.languages.length < 2;
}

function onState(next) {
  if (state && next.version !== state.version) {
    location.reload();
    return;
  }
  const isOther = state && next.session !== state.session;
  isSilent = false;
  state = next;
  // Another run of the program may show another source.
  if (isOther) viewOf = '';
  fillLanguages();
  remember();
  refresh();
}

function onSilence() {
  isSilent = true;
  tell();
  say('The preview has ended.');
}

/** The list stands beside the edition as long as there are problems and room, until somebody chooses. */
const isWide = matchMedia('(min-width: 60em)');
let hasChosenProblems = memory.recall('problems') !== null;

function showProblems(isShown) {
  unfold(isShown);
  hasChosenProblems = true;
  memory.remember('problems', isShown ? 'yes' : 'no');
}

function unfold(isShown) {
  at('problems').hidden = !isShown;
  at('problems-button').setAttribute('aria-expanded', String(isShown));
}

function toNextProblem() {
  showProblems(true);
  (problems.next() ?? at('problems-title')).focus();
}

function openHelp() {
  at('help').showModal();
}

/** Arrows turn the pages of the book, where no tab and no scrolling text needs them. */
function turn(event, step) {
  if (chosen.pane !== 'epub' || event.target.closest?.('[role="tablist"], .problems')) return false;
  panes.epub.turn(panes.epub.isRightToLeft ? -step : step);
  return true;
}

function turnOn(event, step) {
  if (chosen.pane !== 'epub' || panes.epub.scrolls.checked || event.target.closest?.('.problems')) return false;
  panes.epub.turn(step);
  return true;
}

document.addEventListener('keydown', keyed);
at('language').addEventListener('change', event => chooseLanguage(event.target.value));
at('problems-button').addEventListener('click', () => showProblems(at('problems').hidden));
at('help-button').addEventListener('click', openHelp);
at('help-single').checked = memory.recall('single-keys') !== 'no';
at('help-single').addEventListener('change', event => memory.remember('single-keys', event.target.checked ? 'yes' : 'no'));

unfold(memory.recall('problems') === 'yes');
selectTab(['html', 'pdf', 'epub'].includes(firstPane) ? firstPane : 'html');
listen(onState, onSilence);
