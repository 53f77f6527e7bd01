/** Looks of currency rates. */
import { css } from 'lit';

export const styles = css`
  .currency-rows .row .name { min-width: 56px; }
  .currency-rows .left { color: var(--d-due); }
  .rate-form { display: grid; gap: 8px 12px; align-items: end; }
  .rate-form > div { display: grid; gap: 4px; min-width: 0; }
  .rate-form #rate-value { text-align: end; }
  .rates-table { width: 100%; border-collapse: collapse; }
  .rates-table th, .rates-table td { padding: 4px 8px 4px 0; border-bottom: 1px solid var(--d-border); text-align: start; font-weight: 400; vertical-align: middle; }
  .rates-table thead th { color: var(--d-muted); font-size: 13px; }
  .rates-table .n { padding-inline-end: 16px; text-align: end; }
  .rates-table td:last-child { width: 32px; padding-inline-end: 0; text-align: end; }
  .line-problems li { font-size: 13px; }
  @container (min-width: 640px) { .rate-form { grid-template-columns: 88px 168px 136px minmax(96px, 1fr) auto; } }
  @container (max-width: 479px) { .rates-table .set-by { display: none; } }
`;
