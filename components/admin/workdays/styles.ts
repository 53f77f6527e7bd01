/** Looks of the table of working days: a year at a glance, and its days beneath. */
import { css } from 'lit';

export const styles = css`
  .week { display: flex; flex-wrap: wrap; gap: 0 16px; }
  .year-head { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .year-head strong { font-size: 16px; min-width: 56px; text-align: center; }
  .year { display: grid; grid-template-columns: repeat(auto-fill, minmax(136px, 1fr)); gap: 16px; }
  .month > p { font-size: 13px; font-weight: 600; display: flex; justify-content: space-between; }
  .month > p span { font-weight: 400; color: var(--d-muted); }
  .grid { display: grid; grid-template-columns: repeat(7, 1fr); font-size: 12px; line-height: 20px; text-align: center; }
  .grid i { font-style: normal; border-radius: 4px; }
  .grid .off { color: var(--d-muted); background: var(--d-subtle); }
  .grid .holiday { color: var(--d-danger); box-shadow: inset 0 0 0 1px var(--d-danger); font-weight: 600; }
  .grid .worked { color: var(--d-on-accent); background: var(--d-accent); font-weight: 600; }
  .legend { display: flex; flex-wrap: wrap; gap: 4px 16px; font-size: 13px; color: var(--d-muted); }
  .legend .grid { display: inline-grid; grid-template-columns: 22px; margin-inline-end: 6px; }
  .day-rows > li { display: flex; flex-wrap: wrap; gap: 0 12px; align-items: center; min-height: var(--d-row); border-bottom: 1px solid var(--d-border); }
  .day-rows .when { flex: 0 0 auto; min-width: 168px; }
  .day-rows .grow { flex: 1 1 96px; }
  .day-form { display: grid; gap: 8px 12px; align-items: end; }
  .day-form > div { display: grid; gap: 4px; min-width: 0; }
  .day-form .buttons { align-self: end; }
  .small-number input { width: 88px; text-align: end; }
  .save-days { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; }
  .content details > .stack { padding-top: 8px; }
  @container (min-width: 640px) { .year { grid-template-columns: repeat(4, minmax(148px, 1fr)); gap: 16px 24px; } .day-form { grid-template-columns: 160px 160px minmax(120px, 1fr) 168px auto; } }
  @media (forced-colors: active) { .grid .worked, .grid .holiday { outline: 1px solid CanvasText; } }
`;
