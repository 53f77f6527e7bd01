/** Twelve months as small columns, with their range as text. */
import { css, html, svg, type TemplateResult } from 'lit';
import type { Language } from '../../model/labels.ts';
import type { Decimal } from '../../model/overview.ts';
import { formatMoney } from '../internal/formats.ts';
import type { Strings } from '../internal/strings/index.ts';

const HEIGHT = 20;
const STEP = 7;

/** Columns from zero; a month of returns hangs below the line. */
export function sparkline(months: readonly Decimal[], language: Language, t: Strings): TemplateResult {
  const values = months.map(Number);
  const high = Math.max(0, ...values);
  const low = Math.min(0, ...values);
  const scale = (HEIGHT - 2) / (high - low || 1);
  const zero = 1 + high * scale;
  const label = t.card.trend(formatMoney(language, Math.min(...values)), formatMoney(language, Math.max(...values)));
  return html`<svg class="spark" viewBox="0 0 ${values.length * STEP - 2} ${HEIGHT}" role="img" aria-label=${label} preserveAspectRatio="xMinYMid">
    ${values.map((value, i) => {
      const tall = Math.max(Math.abs(value) * scale, value === 0 ? 1 : 1.5);
      return svg`<rect class=${value === 0 ? 'none' : ''} x=${i * STEP} y=${value > 0 ? zero - tall : zero} width="5" height=${tall} rx="1" />`;
    })}
  </svg>`;
}

export const sparkStyles = css`
  .spark { display: block; width: 100%; max-width: 120px; height: 20px; overflow: visible; }
  .spark rect { fill: var(--d-accent); }
  .spark .none { fill: var(--d-edge); }
  @media (forced-colors: active) { .spark rect { fill: CanvasText; } }
`;
