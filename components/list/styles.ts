/** Layout of the customer list: cards in one column where it is narrow, a register where it is not, the customer's card beside it from 900 px. */
import { css } from 'lit';

export const listStyles = css`
  .page { display: grid; gap: 16px; align-items: start; }
  /* as wide as a card wants to be; the register keeps the rest */
  @container (min-width: 900px) { .page.with-card { grid-template-columns: minmax(0, 1fr) clamp(320px, 34%, 480px); } }
  .side { position: sticky; inset-block-start: 8px; display: none; }
  @container (min-width: 900px) { .side { display: block; } }
  .side .close { display: flex; justify-content: flex-end; margin-block-end: 4px; }
  /* The register asks for its own width, not the page's: beside a card it is narrower. */
  .register { container-type: inline-size; min-width: 0; }

  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 12px 16px; }
  .bar .title { display: flex; flex: 1 1 96px; flex-wrap: wrap; align-items: baseline; gap: 0 8px; }
  .title strong { font-size: 16px; font-weight: 600; }
  .search { display: flex; flex: 1 1 100%; gap: 8px; }
  .keys-button { display: none; flex: none; }
  @media (hover: hover) { .keys-button { display: inline-flex; } }
  .on-paper { display: none; }
  .keys { margin: 0 16px 12px; padding: 8px 12px 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-subtle); }
  .panel-top { display: flex; align-items: center; justify-content: space-between; }
  .keys dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); gap: 4px 24px; }
  .keys dl > div { display: flex; gap: 12px; }
  .keys dt { flex: none; min-width: 88px; }
  kbd { font: inherit; font-weight: 600; }
  .search input { flex: 1; }
  .chips { display: none; flex-wrap: wrap; gap: 8px; padding: 0 16px 12px; }
  .chips.open { display: flex; }
  .chips select { width: auto; max-width: 100%; min-height: 28px; padding: 0 4px 0 8px; border-radius: 14px; font-size: 13px; }
  .chips select.on { border-color: var(--d-accent); background: var(--d-accent-soft); font-weight: 600; }
  @media (pointer: coarse) { .chips select { min-height: 44px; border-radius: 22px; } }
  .tools { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-inline-start: auto; }
  .tools button { min-height: 28px; }
  @media (pointer: coarse) { .tools button { min-height: 44px; } }
  @container (min-width: 560px) {
    .chips { display: flex; }
    .button.toggle-filters { display: none; }
    .search { flex: 1 1 240px; order: 1; }
    .bar .title { order: 0; }
    .bar .create { order: 2; }
  }

  /* A sheet of its own where there is room, so that heads and tools stay in sight and the page below can be reached. */
  .scroller { scroll-padding-block: 40px 8px; }
  .gap { background: repeating-linear-gradient(var(--d-surface) 0 36px, var(--d-border) 36px 37px); }
  .gap td { padding: 0; border: 0; }
  table { display: block; width: 100%; border-collapse: collapse; }
  thead { display: none; }
  tbody { display: block; }
  tr.row { position: relative; display: grid; grid-template: 'tick name name' auto 'tick classes classes' auto 'tick place sum' auto / auto minmax(0, 1fr) auto; gap: 2px 8px; padding: 8px 16px 8px 8px; border-top: 1px solid var(--d-border); cursor: pointer; }
  td, th { min-width: 0; padding: 0; text-align: start; font-weight: 400; }
  tr.row:hover { background: var(--d-subtle); }
  tr.row:focus-visible { outline-offset: -2px; }
  tr.row[aria-selected='true'] { background: var(--d-accent-soft); }
  tr.row.current { box-shadow: inset 3px 0 var(--d-accent); }
  tr.row.gone { color: var(--d-muted); text-decoration: line-through; }
  .tick { grid-area: tick; min-width: 28px; }
  .tick label { display: grid; place-items: center; width: 28px; height: 28px; }
  /* In a card the whole of it is what one touches; its classes are for reading. */
  @media (pointer: coarse) { @container (max-width: 639px) { .row [schemes] { pointer-events: none; } .row [schemes]::part(badge) { min-height: 24px; } } }
  @media (pointer: coarse) { .tick { min-width: 44px; } .tick label { width: 44px; height: 44px; } tr.row { padding-block: 4px; } }
  .name { grid-area: name; align-self: center; }
  .name strong { font-weight: 600; }
  .name .sub { display: block; color: var(--d-muted); font-size: 12px; }
  .sum { grid-area: sum; text-align: end; white-space: nowrap; }
  .classes { grid-area: classes; }
  .place { grid-area: place; }
  .classes:empty, .place:empty { display: none; }
  .place { color: var(--d-muted); }
  .owner, .last, .complete { display: none; }
  .classes { display: flex; flex-wrap: wrap; gap: 4px; align-items: center; }

  @container (max-width: 299px) {
    tr.row { grid-template: 'tick name' auto 'classes classes' auto 'place place' auto 'sum sum' auto / auto minmax(0, 1fr); padding-inline: 8px; }
    .classes, .place, .sum { padding-inline-start: 36px; }
    .search { flex-wrap: wrap; }
    .search input { flex-basis: 100%; }
    .sum { text-align: start; }
  }

  @container (min-width: 640px) {
    .scroller { max-height: max(360px, 100vh - 176px); overflow: auto; border-top: 1px solid var(--d-border); }
    [data-block='0'] > tr:first-child > td { border-top: 0; }
    thead th { position: sticky; inset-block-start: 0; z-index: 2; background: var(--d-surface); box-shadow: inset 0 -1px var(--d-border); }
    table { display: table; table-layout: fixed; }
    th.classes { width: 214px; }
    th.place { width: 12%; }
    th.sum { width: 152px; }
    .place, .owner { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    thead { display: table-header-group; }
    tbody { display: table-row-group; }
    tr.row, tr.head { display: table-row; }
    td, th { display: table-cell; padding: 4px 8px; vertical-align: middle; border-top: 1px solid var(--d-border); }
    thead th { border-top: 0; }
    .name, .sum { align-self: auto; }
    .classes { display: table-cell; }
    .classes > * { margin-inline-end: 4px; }
    td.place { color: inherit; }
    .place { display: table-cell; }
    .place:empty, .classes:empty { display: table-cell; }
    tr.row { height: var(--d-row); }
    .name:first-child { padding-inline-start: 16px; }
    .owner .muted { white-space: nowrap; }
    td.tick, th.tick { width: 36px; padding-inline: 8px 0; }
    td.sum, th.sum { padding-inline-end: 16px; text-align: end; }
    th { padding-block: 0; color: var(--d-muted); font-size: 13px; font-weight: 600; white-space: nowrap; }
    th button { display: inline-flex; align-items: center; gap: 4px; min-height: var(--d-row); padding: 0; border: 0; background: none; cursor: pointer; }
    th button:hover { color: var(--d-text); }
    .sort { display: none; }
  }
  @container (min-width: 760px) { .owner { display: table-cell; width: 130px; } }
  @container (min-width: 860px) { .last { display: table-cell; width: 110px; white-space: nowrap; } }
  @container (min-width: 1100px) { th.classes { width: 282px; } .owner { width: 146px; } }
  @container (min-width: 960px) { .complete { display: table-cell; width: 112px; white-space: nowrap; } }
  .complete .due { color: var(--d-due); font-weight: 600; }

  .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 8px 16px; border-top: 1px solid var(--d-border); background: var(--d-accent-soft); }
  .owner-panel { display: grid; gap: 8px; padding: 12px 16px; border-top: 1px solid var(--d-border); background: var(--d-subtle); }
  .owner-panel ul.people { max-height: 220px; overflow: auto; border: 1px solid var(--d-border); border-radius: 6px; background: var(--d-surface); }
  .owner-panel label.person { display: flex; align-items: center; gap: 8px; min-height: var(--d-row); padding: 0 8px; cursor: pointer; }
  .owner-panel label.person:hover { background: var(--d-subtle); }
  .owner-panel .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .create-panel { display: grid; justify-items: start; gap: 8px; padding: 0 16px 12px; }
  .create-panel > :first-child { justify-self: stretch; }
  progress { width: 100%; height: 8px; accent-color: var(--d-accent); }
  .foot { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; padding: 12px 16px; border-top: 1px solid var(--d-border); }
  .begin { display: grid; justify-items: start; gap: 8px; padding: 24px 16px 32px; border-top: 1px solid var(--d-border); }
  .waiting { display: grid; padding-block-end: 8px; }
  .waiting > div { display: grid; grid-template-columns: 1fr auto; gap: 4px 24px; padding: 12px 16px; border-top: 1px solid var(--d-border); }
  .waiting .skeleton { width: 60%; }
  .waiting .skeleton + .skeleton { width: 72px; }
  .busy { opacity: 0.7; transition: opacity 120ms; }
  @media print {
    .tick, .side, .board, .left-out { display: none !important; }
    .page.with-card { display: block; }
    .on-paper { display: block; padding: 0 16px 8px; }
    .sheet { border: 0; break-inside: auto; }
    .scroller { max-height: none; overflow: visible; border: 0; }
    .search { display: none; }
    thead th { position: static; box-shadow: none; }
    tr.row, .line { break-inside: avoid; }
    tr.row.current, .line.current { box-shadow: none; }
    tr.row[aria-selected='true'], .line.row[aria-selected='true'] { background: none; }
    .foot { border: 0; }
  }
`;
