/** What stands above the causes: how much is found, how much is mended, and when the archives were looked through last. */
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CleaningBoard } from '../../model/cleaning/api.ts';
import { formatShare } from '../internal/formats.ts';
import { day, isOffline, number } from './host.ts';
import type { BenchHost } from './host.ts';

/** `look` asks for a pass over all archives; `problem` is why the last one could not begin, else empty. */
export function boardHead(host: BenchHost, { findings, archives, of, mended, pass, steward }: CleaningBoard, problem: string, look: () => void): TemplateResult {
  const { t } = host;
  const n = (count: number): string => number(host, count);
  const all = findings + mended;
  const looked = pass.state === 'running' ? (pass.total === null ? t.lookingAll : t.looking(n(pass.done), n(pass.total))) : pass.at === null ? t.never : t.lookedAt(day(host, pass.at));
  return html`<div class="head">
    <p class="total"><strong>${t.total(n(findings), n(archives), n(of))}</strong>${of === 0 ? nothing : html` <span class="share">${t.share(formatShare(host.language, archives / of))}</span>`}</p>
    ${all === 0 ? nothing : html`<progress max=${all} .value=${mended} aria-label=${t.progress}></progress>`}
    <p class="muted small with-action">${mended === 0 ? nothing : html`<span>${t.mended(n(mended))}</span>`}
      <span role="status">${steward ? looked : t.onlyAssigned}</span>
      ${!steward || pass.state === 'running' ? nothing : html`<button type="button" class="link look" ?disabled=${isOffline(host)} @click=${look}>${t.look}</button>`}</p>
    ${problem === '' ? nothing : html`<p class="danger" role="alert">${problem}</p>`}
  </div>`;
}
