/** Looks of the pages that set what makes a class: settings in two columns, bars beside their table. */
import { css } from 'lit';

export const styles = css`
  @container (min-width: 640px) { .schemes .row .name { flex: 0 0 auto; max-width: 50%; } .schemes .row .facts { flex: 1 1 0; justify-content: flex-end; } }
  .schemes .facts { display: flex; flex-wrap: wrap; gap: 0 12px; }
  .schemes .chip, .scheme-facts .chip { font-size: 12px; min-height: 20px; }
  .scheme-head { display: grid; gap: 4px; }
  .scheme-head > .button { justify-self: start; padding-inline-start: 0; }
  .scheme-facts { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; }
  .settings { display: grid; border-top: 1px solid var(--d-border); }
  .setting { display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px 16px; padding: 12px 0; border-bottom: 1px solid var(--d-border); }
  .setting-name { font-weight: 600; }
  .setting.changed > .setting-name::after { content: ' •'; color: var(--d-accent); }
  .setting-value { display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px; }
  .setting-value > select { max-width: 280px; }
  .setting-value > input[type='checkbox'] { margin-top: 2px; }
  .setting .compare .link { min-height: 24px; }
  .setting .compare { display: flex; flex-wrap: wrap; gap: 0 12px; }
  .number { display: inline-flex; gap: 8px; align-items: center; min-width: 0; }
  .number > input { flex: 0 1 136px; width: 136px; min-width: 64px; text-align: end; }
  .window { display: flex; flex-wrap: wrap; gap: 8px; }
  .window > select { flex: 0 1 216px; width: auto; }
  .picks { display: flex; flex-wrap: wrap; gap: 0 16px; }
  .steps { display: grid; grid-template-columns: repeat(auto-fill, minmax(132px, 1fr)); gap: 8px 12px; max-width: 620px; }
  .steps li { display: grid; gap: 4px; align-content: start; }
  .steps label { color: var(--d-muted); font-size: 13px; }
  .steps .number > input { flex: 1 1 72px; width: 72px; }
  .each { display: grid; gap: 4px; max-width: 520px; }
  .each li { display: grid; grid-template-columns: minmax(0, 1fr) 168px; gap: 0 12px; align-items: center; }
  .each li > .danger { grid-column: 1 / -1; }
  .each .number > input { flex: 1 1 72px; width: 72px; }
  .each .sum > :first-child { text-align: end; }
  .steps + .hint, .each + .hint { margin-top: 4px; }

  .counts { display: grid; gap: 16px; align-items: start; }
  .moving { font-size: 16px; }
  .moving > .muted { font-size: 13px; }
  .bars { display: grid; gap: 8px; min-width: 0; }
  .pair { display: grid; gap: 2px 12px; align-items: center; }
  .bars rect.was, .key.was { fill: var(--d-edge); background: var(--d-edge); }
  .bars rect.is, .key.is { fill: var(--d-accent); background: var(--d-accent); }
  .key { display: inline-block; width: 10px; height: 10px; border-radius: 2px; }
  .bars figcaption { display: flex; gap: 6px; align-items: center; }
  .key.is { margin-inline-start: 8px; }
  .content table { width: 100%; border-collapse: collapse; }
  .content th, .content td { padding: 4px 8px; border-bottom: 1px solid var(--d-border); text-align: start; vertical-align: baseline; font-weight: 400; }
  .content thead th { color: var(--d-muted); font-size: 13px; }
  .content th:first-child, .content td:first-child { padding-inline-start: 0; }
  .content th:last-child, .content td:last-child { padding-inline-end: 0; }
  .content .n { text-align: end; white-space: nowrap; }
  .movers .link { text-align: start; }
  .movers .arrow { display: none; }
  @media (pointer: coarse) { .movers .link { min-height: 44px; } .content .movers td { vertical-align: middle; } }
  .live-form { display: grid; gap: 8px; max-width: 620px; padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); }
  .versions > li { display: grid; gap: 4px; padding: 8px 0; border-bottom: 1px solid var(--d-border); }
  .versions .diffs { display: grid; gap: 2px; font-size: 13px; }
  .versions .diffs li { display: flex; flex-wrap: wrap; gap: 0 8px; }
  .versions blockquote { margin: 0; padding-inline-start: 8px; border-inline-start: 2px solid var(--d-border); }
  @container (min-width: 640px) {
    .setting { grid-template-columns: 208px minmax(0, 1fr); }
    .setting-name { padding-top: 6px; }
    .pair { grid-template-columns: 136px minmax(0, 1fr); }
    .counts { grid-template-columns: minmax(0, 1.2fr) minmax(260px, 1fr); }
  }
  @media (forced-colors: active) { .bars rect.was { fill: GrayText; } .bars rect.is { fill: CanvasText; } .key { border: 1px solid CanvasText; } }
`;
