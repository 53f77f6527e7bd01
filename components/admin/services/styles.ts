/** Looks of the service matrix: a table where it fits, a block a class where it does not. */
import { css } from 'lit';

export const styles = css`
  .matrix-block { display: grid; gap: 8px; padding: 12px 0; border-bottom: 1px solid var(--d-border); }
  .matrix-block:first-of-type { border-top: 1px solid var(--d-border); }
  .matrix-class { font-weight: 600; }
  .matrix-cells { display: grid; grid-template-columns: minmax(88px, auto) minmax(0, 1fr); gap: 4px 12px; align-items: center; }
  .matrix-cells > span, .matrix-head > span { color: var(--d-muted); font-size: 13px; }
  .matrix-cell { display: grid; gap: 2px; min-width: 0; }
  .matrix-cell .pair-of { display: flex; gap: 6px; align-items: center; }
  .matrix-cell .pair-of input { flex: 1 1 64px; min-width: 56px; text-align: end; }
  .matrix-cell .danger { font-size: 12px; }
  .matrix-head { display: none; }
  .matrix-cell.given select, .matrix-cell.given input { border-color: var(--d-accent); font-weight: 600; }
  .preview-card { display: grid; gap: 8px; max-width: 620px; padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); }
  .preview-card .moved td:nth-child(3) { font-weight: 600; color: var(--d-accent); }
  .content .preview-card table { width: 100%; border-collapse: collapse; }
  .content .preview-card th, .content .preview-card td { padding: 4px 8px 4px 0; border-bottom: 1px solid var(--d-border); text-align: start; vertical-align: baseline; font-weight: 400; overflow-wrap: break-word; }
  @container (max-width: 479px) { .content .preview-card th, .content .preview-card td { font-size: 13px; } }
  .content .preview-card thead th { color: var(--d-muted); font-size: 13px; }
  .matrix-versions > li { display: grid; gap: 4px; padding: 8px 0; border-bottom: 1px solid var(--d-border); }
  .matrix-versions blockquote { margin: 0; padding-inline-start: 8px; border-inline-start: 2px solid var(--d-border); }
  .matrix-versions .diffs { font-size: 13px; }
  .matrix-save { display: grid; gap: 8px; max-width: 620px; padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); }
  @container (min-width: 760px) {
    .matrix-head, .matrix-block { display: grid; grid-template-columns: 140px repeat(5, minmax(0, 1fr)); gap: 4px 12px; align-items: start; padding: 8px 0; border-bottom: 1px solid var(--d-border); }
    .matrix-block:first-of-type { border-top: 0; }
    .matrix-class { padding-top: 6px; }
    .matrix-cells { display: contents; }
    .matrix-cells > span { display: none; }
  }
`;
