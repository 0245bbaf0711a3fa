// What the program is asked, and what it tells by itself.

/** The answer to a question as a value. Throws where there is none. */
export async function ask(path, signal) {
  const answer = await fetch(path, { signal });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** The text at an address. */
export async function text(path, signal) {
  const answer = await fetch(path, { signal });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
}

/** So long may nothing be heard before the program is held to have ended. */
const SILENCE_MS = 1500;
const RETRY_MS = 1000;

/**
 * Calls `onState` with each new state, and `onSilence` when the program has
 * ended. A page that nobody sees is told nothing: then nothing is made for it.
 */
export function listen(onState, onSilence) {
  let events = null;
  let silence = 0;
  const hears = () => {
    clearTimeout(silence);
    silence = 0;
  };
  const open = () => {
    events = new EventSource('/events');
    events.addEventListener('state', event => {
      hears();
      onState(JSON.parse(event.data));
    });
    events.addEventListener('error', () => {
      // The browser tries again and again, and fails each time.
      silence ||= setTimeout(onSilence, SILENCE_MS);
      // What was closed for good is opened again by us, not by the browser.
      if (events?.readyState === EventSource.CLOSED) setTimeout(reopen, RETRY_MS);
    });
  };
  const close = () => {
    hears();
    events?.close();
    events = null;
  };
  const reopen = () => {
    if (document.visibilityState !== 'visible') return;
    events?.close();
    open();
  };
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? reopen() : close()));
  if (document.visibilityState === 'visible') open();
}
