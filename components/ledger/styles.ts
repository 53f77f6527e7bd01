/** Layout of the ledger: a table where there is room, cards of two lines where there is not. */
import { css } from 'lit';

export const ledgerStyles = css`
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 12px 16px; }
  .bar .title { display: flex; flex: 1 1 96px; flex-wrap: wrap; align-items: baseline; gap: 0 8px; }
  .title strong { font-size: 16px; font-weight: 600; }
  .late { color: var(--d-danger); }
  .owes { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px; padding: 0 16px 12px; }
  .owes > span { display: inline-flex; flex-wrap: wrap; align-items: baseline; gap: 0 8px; }
  .owes strong { font-weight: 600; }
  .filters { display: grid; grid-template-columns: 1fr 1fr; gap: 8px; padding: 0 16px 12px; }
  .filters select, .filters input { text-overflow: ellipsis; }
  .filters .wide { grid-column: 1 / -1; }
  .bar .toggle-filters { display: inline-flex; }
  .filters:not(.open) { display: none; }
  @container (min-width: 560px) {
    .filters, .filters:not(.open) { display: flex; }
    .filters label { flex: 0 1 152px; min-width: 0; }
    .filters .wide { flex: 1 1 160px; }
    .bar .toggle-filters { display: none; }
  }

  .grid { display: block; font-variant-numeric: tabular-nums; }
  .busy { opacity: 0.7; transition: opacity 120ms; }
  .head { display: none; }
  .group { display: block; content-visibility: auto; contain-intrinsic-size: auto 480px; }
  .group-name { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 16px; padding: 8px 16px; border-top: 1px solid var(--d-border); background: var(--d-subtle); }
  .group-name strong { flex: 1; font-weight: 600; }
  .row { display: grid; grid-template: 'date kind sum' auto 'date what what' auto 'date owed owed' auto / 72px minmax(0, 1fr) auto; gap: 0 8px; align-items: baseline; padding: 8px 16px; border-top: 1px solid var(--d-border); cursor: pointer; }
  .row:hover { background: var(--d-subtle); }
  .row:focus-visible { outline-offset: -2px; }
  .row.opened { background: var(--d-accent-soft); }
  .date { grid-area: date; color: var(--d-muted); }
  .kind { grid-area: kind; font-weight: 600; white-space: nowrap; }
  .kind .muted { font-weight: 400; }
  .kind i { display: inline-block; width: 8px; height: 8px; margin-inline-end: 8px; border: 2px solid var(--d-edge); border-radius: 50%; }
  .kind-sale .kind i, .kind-stay .kind i, .kind-consumption .kind i { border-color: var(--d-accent); background: var(--d-accent); }
  .kind-collection .kind i { border-color: var(--d-accent); }
  .kind-return .kind i { border-radius: 1px; }
  .kind-shipment .kind i { border-style: dotted; }
  .order { display: none; }
  .what { grid-area: what; min-width: 0; color: var(--d-muted); }
  .sum { grid-area: sum; font-weight: 600; text-align: end; white-space: nowrap; }
  .owed { grid-area: owed; }
  .owed:empty { display: none; }
  .owed strong { font-weight: 600; }
  .cost, .profit, .running { display: none; }
  .loss { color: var(--d-danger); }
  @media (pointer: coarse) { .row { padding-block: 10px; } }
  @container (max-width: 299px) {
    .row { grid-template: 'date sum' auto 'kind kind' auto 'what what' auto 'owed owed' auto / 1fr auto; padding-inline: 8px; }
    .bar, .owes, .filters, .detail { padding-inline: 8px; }
  }
  @container (min-width: 720px) {
    .head { display: block; }
    .head .row { color: var(--d-muted); font-size: 13px; font-weight: 600; cursor: default; }
    .head .row:hover { background: none; }
    .head .row > span { color: inherit; font-weight: 600; }
    .row { display: grid; grid-template: auto / 88px minmax(88px, 1fr) minmax(80px, 1fr) minmax(0, 2.2fr) 136px minmax(168px, 1.3fr); gap: 0 12px; min-height: var(--d-row); padding-block: 4px; align-items: center; }
    .row > span { grid-area: auto; }
    .order { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .row > .sum, .row > .owed { text-align: end; }
    .row > .owed:empty { display: block; }
    .owed .small { display: block; }
    .narrow { display: none; }
    .row > .date { color: inherit; }
    .row > .what { overflow: hidden; color: inherit; text-overflow: ellipsis; white-space: nowrap; }
  }
  @container (min-width: 960px) {
    .row { grid-template-columns: 88px minmax(88px, 1fr) minmax(80px, 1fr) minmax(0, 2fr) 136px minmax(168px, 1.3fr) 112px; }
    .grid.costs .row { grid-template-columns: 72px 104px minmax(96px, 1.3fr) minmax(0, 1.6fr) 132px minmax(128px, 1fr) 84px 84px 104px; }
    .running, .cost, .profit { display: block; text-align: end; white-space: nowrap; }
  }

  .detail { display: grid; gap: 8px; padding: 8px 16px 16px; border-top: 1px solid var(--d-border); background: var(--d-subtle); cursor: auto; }
  .detail-row { display: block; }
  table.lines { width: 100%; max-width: 640px; border-collapse: collapse; }
  table.lines th { color: var(--d-muted); font-size: 12px; font-weight: 600; text-align: start; }
  table.lines td, table.lines th { padding: 2px 8px 2px 0; }
  table.lines .n { text-align: end; white-space: nowrap; }
  .detail dl { display: flex; flex-wrap: wrap; gap: 4px 24px; }
  .detail dt { color: var(--d-muted); font-size: 12px; }
  .same li { padding: 2px 0; }
  .buttons { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
  .ask { display: grid; gap: 8px; padding: 8px 12px; border: 1px solid var(--d-border); border-radius: 6px; background: var(--d-surface); }

  .form { display: grid; gap: 8px; padding: 12px 16px 16px; border-top: 1px solid var(--d-border); background: var(--d-subtle); }
  .form .pair { display: grid; gap: 8px 24px; }
  .form .wide { grid-column: 1 / -1; }
  .form .chips { display: flex; flex-wrap: wrap; gap: 8px; }
  .form .chip.late { border-color: var(--d-danger); }
  @container (min-width: 640px) { .form .pair { grid-template-columns: 1fr 1fr; } }
  .items { display: grid; gap: 8px; }
  .item { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto; gap: 4px 8px; align-items: end; }
  .item label:first-child { grid-column: 1 / -1; }
  .item.unpriced { grid-template-columns: minmax(0, 1fr) auto; }
  .item label { display: grid; gap: 2px; }
  .item label > span { color: var(--d-muted); font-size: 12px; }
  .item .problem { grid-column: 1 / -1; }
  @container (min-width: 560px) {
    .item { grid-template-columns: minmax(0, 1fr) 96px 128px auto; }
    .item.unpriced { grid-template-columns: minmax(0, 1fr) 96px auto; }
    .item label:first-child { grid-column: auto; }
  }
  .add-line { justify-self: start; }
  .problem { color: var(--d-danger); font-size: 13px; }
  .proposed { margin-top: 4px; }
  .link { padding: 0; border: 0; background: none; color: var(--d-accent); text-decoration: underline; text-underline-offset: 2px; }

  .foot { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 24px; padding: 12px 16px; border-top: 1px solid var(--d-border); }
  .foot .sums { display: flex; flex: 1; flex-wrap: wrap; gap: 4px 24px; }
  .foot .sums strong { font-weight: 600; }
  .foot .tools { display: flex; flex-wrap: wrap; gap: 8px; }
  .page-more { display: flex; justify-content: center; align-items: center; gap: 12px; padding: 8px 16px; }
  .begin { display: grid; justify-items: start; gap: 8px; padding: 24px 16px 32px; border-top: 1px solid var(--d-border); }
  .waiting { display: grid; }
  .waiting > div { display: grid; grid-template-columns: 72px 1fr 88px; gap: 8px; padding: 12px 16px; border-top: 1px solid var(--d-border); }
  @media print {
    .group { content-visibility: visible; }
    .row { break-inside: avoid; }
  }
`;
