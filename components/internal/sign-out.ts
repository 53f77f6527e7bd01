/** The question before somebody signs out with words that are not saved: names each with its value, to be read and copied. Loaded when it is asked. */
import { css, html, render } from 'lit';
import type { Language } from '../../model/labels.ts';
import { nameOfKey } from '../form/key-name.ts';
import type { FullSession } from './full-session.ts';
import { keepTyping } from './keys.ts';
import type { Unsaved } from './session.ts';
import { SIGN_OUT } from './strings/sign-out.ts';
import { base, controls, tokens } from './styles.ts';

const look = css`
  dialog { width: min(480px, calc(100vw - 32px)); max-height: calc(100vh - 32px); padding: 16px; border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-surface); color: var(--d-text); }
  dialog::backdrop { background: rgb(0 0 0 / 40%); }
  h2 { font-size: 16px; }
  ul { max-height: 40vh; margin: 12px 0; overflow: auto; }
  li { display: grid; gap: 2px; padding: 8px 0; border-top: 1px solid var(--d-border); }
  .value { white-space: pre-wrap; user-select: text; }
  .tools { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; }
`;

/** Whether the person wants to go all the same; Escape means to stay. */
export async function mayGo(session: FullSession, language: Language, unsaved: readonly Unsaved[]): Promise<boolean> {
  const texts = SIGN_OUT[language];
  // where the server cannot be asked for names, keys are better than nothing
  const catalogue = await session.catalogue(language).then(({ packs }) => session.catalogue(language, packs.map(({ key }) => key))).catch(() => null);
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [tokens, base, controls, look].map(({ styleSheet }) => styleSheet!);
  render(html`<dialog class="root" lang=${language} aria-labelledby="title" aria-describedby="text" @keydown=${keepTyping} @keyup=${keepTyping} @keypress=${keepTyping}>
    <h2 id="title">${texts.title(unsaved.length)}</h2>
    <p id="text">${texts.text}</p>
    <ul tabindex="0" aria-labelledby="title">${unsaved.map(({ key, value }) => html`<li>
      <span class="muted small">${catalogue === null ? key : nameOfKey(key, catalogue)}</span>
      <span class="value" dir="auto">${value === null || value === '' ? texts.empty : String(value)}</span>
    </li>`)}</ul>
    <form method="dialog" class="tools">
      <button class="button quiet" value="go">${texts.go}</button>
      <button class="button primary" value="stay" autofocus>${texts.stay}</button>
    </form>
  </dialog>`, root);
  document.body.append(host);
  const dialog = root.querySelector('dialog')!;
  dialog.showModal();
  await new Promise((done) => dialog.addEventListener('close', done, { once: true }));
  host.remove();
  return dialog.returnValue === 'go';
}
