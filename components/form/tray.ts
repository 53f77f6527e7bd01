/** What the server refused: it stays here with its reason until the person tries again or lets it go. Nothing is lost silently. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { lateStyles } from '../internal/late-styles.ts';
import type { Refused } from '../internal/session.ts';
import type { Strings } from '../internal/strings/index.ts';
import { nameOfKey } from './key-name.ts';
import type { OpenSection } from './open-section.ts';
import type { CatalogueView } from '../../model/catalogue/types.ts';

const styles = css`
  .tray { display: block; }
  .tray h3 { font-size: 14px; }
  .tray li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 4px 0; color: var(--d-text); }
  .tray-name { font-weight: 600; }
  .tray-value { flex: 1 1 160px; padding: 4px 8px; border-radius: 6px; background: var(--d-surface); white-space: pre-wrap; user-select: text; }
  .tray-tools { display: inline-flex; gap: 4px; }
`;

function reason(t: Strings, refused: Refused): string {
  const { form } = t;
  switch (refused.code) {
    case 'read-only': case 'closed': return form.mayNot;
    case 'schema': case 'malformed': return form.badValue;
    case 'too-large': return form.tooLong;
    case 'rate': case 'storage': return form.tryLater;
    case 'epoch': case 'foreign-author': case 'incomplete': return form.changedMeanwhile;
    default: return refused.text;
  }
}

export function tray(t: Strings, sections: readonly OpenSection[], catalogue: CatalogueView): TemplateResult | typeof nothing {
  const all = sections.flatMap((section) => section.handle.refused.map((refused) => ({ section, refused })));
  if (all.length === 0) return nothing;
  return html`<section class="tray notice warning" role="alert" aria-label=${t.form.notSaved} ${lateStyles(styles)}>
    <h3>${t.form.notSaved}</h3>
    <ul>${all.map(({ section, refused }) => html`<li>
      <span class="tray-name">${nameOfKey(refused.key, catalogue)}</span>
      <output class="tray-value">${refused.value === null ? '–' : String(refused.value)}</output>
      <span class="small">${reason(t, refused)}</span>
      <span class="tray-tools">
        <button type="button" class="button" @click=${() => section.handle.retry(refused.key)}>${t.kit.retry}</button>
        <button type="button" class="button quiet" @click=${() => section.handle.drop(refused.key)}>${t.form.drop}</button>
      </span>
    </li>`)}</ul>
  </section>`;
}
