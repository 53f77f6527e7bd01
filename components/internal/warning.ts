/** The pinned warning on top of card, timeline, form and print. The words of its kinds come with the first warning, for most customers have none. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import type { Reach, Warning } from '../../model/warning.ts';
import { later } from './later.ts';

const words = later(() => import('../warning/words.ts'));

/** A part that cannot be had leaves the person's own text, or else the kind's key: a warning without a word would be none. */
let failed = false;
const bare = (text: string, key: string): string => text || (failed ? key : '');

interface Host { readonly language: Language; requestUpdate(): void }

function wordsNow(host: Host): typeof import('../warning/words.ts') | undefined {
  const here = words.now();
  if (here === undefined) {
    void words.load().then((part) => {
      const news = part !== undefined || !failed;
      failed = part === undefined;
      if (news) host.requestUpdate();
    });
  }
  return here;
}

/** Nothing without a warning. */
export function pinned(host: Host, warning: Warning | null): TemplateResult | typeof nothing {
  if (warning === null) return nothing;
  return html`<p class="pinned" role="note"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2 15 14H1zM8 6v4M8 11.5v1" /></svg><span>${wordsNow(host)?.warningText(host.language, warning) ?? bare(warning.text, warning.kind)}</span></p>`;
}

/** What stands beside a number or address that is not to be used; empty while one may. */
export function stopText(host: Host, reach: Reach): string {
  return reach.kind === 'free' ? '' : (wordsNow(host)?.warningText(host.language, { kind: 'doNotContact', text: reach.reason }) ?? bare(reach.reason, 'doNotContact'));
}

export const warningStyles = css`
  .pinned { display: flex; gap: 8px; padding: 8px 16px; background: var(--d-danger-soft); color: var(--d-danger); font-weight: 600; }
  .pinned svg { flex: none; width: 16px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.5; }
  .pinned span { min-width: 0; }
  @media print { .pinned { border: 2px solid; } }
  @media (forced-colors: active) { .pinned { border: 1px solid CanvasText; } }
`;
