/** Whether somebody has checked a value, as a small sign at it: verified, disputed, outdated (F-057, D-46). Who entered it and where it comes from is told by `panel.ts`, when it is asked. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { formatDate } from '../../internal/formats.ts';
import type { FormHost } from '../slot.ts';
import { optionLabel } from '../values.ts';

const PATHS: Readonly<Record<string, string>> = Object.freeze({ verified: 'M4 8.5l2.5 2.5L12 5', disputed: 'M8 4v5M8 11.5v.5', outdated: 'M5 5l6 6M11 5l-6 6' });

/** `Verified, 12 May 2026`; '' where nobody said anything. */
export function standingText({ section, catalogue, language }: FormHost, key: string): string {
  const accuracy = section.mark(key, 'accuracy');
  if (typeof accuracy !== 'string' || !Object.hasOwn(PATHS, accuracy)) return '';
  const at = accuracy === 'verified' ? section.mark(key, 'verifiedAt') : null;
  const label = optionLabel(catalogue, 'D-46', accuracy);
  return typeof at === 'string' ? `${label}${language.startsWith('zh') ? '，' : ', '}${formatDate(language, at)}` : label;
}

export function standing(host: FormHost, key: string): TemplateResult | typeof nothing {
  const text = standingText(host, key);
  if (text === '') return nothing;
  const accuracy = String(host.section.mark(key, 'accuracy'));
  return html`<span class="standing ${accuracy}" title=${text}>${svg`<svg viewBox="0 0 16 16" width="12" height="12" aria-hidden="true"><path d=${PATHS[accuracy]}></path></svg>`}<span class="visually-hidden">${text}</span></span>`;
}
