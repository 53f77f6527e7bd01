/** How the form looks when there is nothing to edit: waiting, failed, forbidden, gone. Trouble of the session is told by the kit. */
import { html, type TemplateResult } from 'lit';
import { CLOSE } from '../../model/protocol.ts';
import { notice } from '../internal/notices.ts';
import { ApiError } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';

/** The close code of a section that cannot be read from disk. */
const DAMAGED = String(CLOSE.damaged);

/** `error`: of REST, or the code with which a section failed. */
export function failure(t: Strings, error: unknown, retry: () => void): TemplateResult {
  const { kit } = t;
  if (error === DAMAGED) return notice(kit.damaged, 'error', { label: kit.retry, run: retry });
  if (error instanceof ApiError && error.status === 403) return notice(kit.denied);
  return notice(kit.failed, 'error', { label: kit.retry, run: retry });
}

export const isMissing = (error: unknown): boolean => error instanceof ApiError && error.status === 404;

/** The shape of what comes, and as high: a column of names, a column of values; fewer of them on a `page` of a form that is there. */
export const skeleton = (t: Strings, page = false): TemplateResult => html`<div class="waiting" role="status" aria-label=${t.kit.loading}>
  ${Array.from({ length: page ? 6 : 13 }, () => html`<div class="field label-row" aria-hidden="true"><span class="skeleton short"></span><span class="skeleton long"></span></div>`)}
</div>`;
