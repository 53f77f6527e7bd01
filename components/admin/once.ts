/** A secret that is shown this once: to be copied, also where the page may not use the clipboard. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { AdminHost } from './host.ts';
import type { KeyTexts } from './key-texts.ts';

export function once(host: AdminHost, t: KeyTexts, secret: string, done: () => void): TemplateResult {
  const select = (event: Event): void => { (event.target as HTMLInputElement).select(); };
  const copy = (event: Event): void => {
    const button = event.currentTarget as HTMLButtonElement;
    const field = button.parentElement?.querySelector('input');
    field?.select();
    // without a secure context the text is selected, and Ctrl+C takes it
    if ('clipboard' in navigator) navigator.clipboard.writeText(secret).then(() => { button.textContent = t.copied; }, () => undefined);
  };
  return html`<div class="banner once stack" role="group" aria-label=${t.shownOnce}>
    <p>${t.shownOnce}</p>
    <div class="line"><input class="grow mono" readonly aria-label=${t.shownOnce} .value=${secret} @focus=${select} /><button type="button" class="button" @click=${copy}>${t.copy}</button><button type="button" class="button" @click=${done}>${t.done}</button></div>
  </div>`;
}
