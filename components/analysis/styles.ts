/** Layout and pictures of the analyses; colours are the kit's tokens, so that light, dark and a page's own accent hold here, too. What differs differs by pattern and lightness as well as by colour. */
import { css } from 'lit';

export const analysisStyles = css`
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 12px 16px; }
  .bar h2 { flex: 1 1 auto; font-size: 16px; font-weight: 600; }
  .bar select { width: auto; max-width: 100%; }
  .pick { display: block; flex: 1 1 100%; }
  .pick select { width: 100%; }
  .filters { display: flex; flex-wrap: wrap; align-items: end; gap: 8px; padding-bottom: 12px; }
  .filter { display: grid; gap: 2px; flex: 1 1 132px; max-width: 240px; color: var(--d-muted); font-size: 12px; }
  .filter :is(select, input) { color: var(--d-text); font-size: 14px; }
  .filters .button { flex: none; }
  @media (pointer: coarse) { .filter:lang(es) { flex-basis: 156px; max-width: none; } }
  .look { display: inline-flex; flex-wrap: wrap; gap: 4px; }
  .body { min-width: 0; border-top: 1px solid var(--d-border); }
  .tabs { display: none; }
  .content { min-width: 0; padding: 16px; }
  .content:focus-visible { outline-offset: -2px; }
  .head { display: grid; gap: 2px; padding-bottom: 12px; }
  .head h3 { font-size: 20px; font-weight: 650; line-height: 1.3; }
  .parts { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px 32px; }
  .parts.again { opacity: 0.6; }
  .part { min-width: 0; padding-top: 16px; border-top: 1px solid var(--d-border); }
  .part:first-child { padding-top: 0; border-top: 0; }
  .part h4 { font-size: 16px; }
  .part-body { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px 32px; align-items: start; padding-top: 8px; }
  .part-note, .words { max-width: 72ch; }
  .words + .words { padding-top: 8px; }
  .notes { display: grid; gap: 4px; padding-top: 16px; }
  .keys { padding-top: 16px; }
  @media (pointer: coarse) { .keys { display: none; } }
  .waiting { display: grid; gap: 12px; padding-block: 4px; }
  .waiting .skeleton { height: 20px; }
  .waiting .skeleton:nth-child(3n) { width: 45%; }
  .waiting .skeleton:nth-child(3n + 1) { width: 90%; }
  .waiting .skeleton:nth-child(3n + 2) { width: 70%; }
  .empty { display: grid; gap: 4px; padding: 8px 0; color: var(--d-muted); }
  .said:empty { display: none; }
  .said { padding: 0 16px 12px; color: var(--d-accent); }

  .picture { min-width: 0; }
  .picture-svg { display: block; max-width: 100%; height: auto; overflow: visible; font-size: 13px; }
  .picture-svg text { fill: var(--d-text); pointer-events: none; }
  .picture-svg .axis { fill: var(--d-muted); font-size: 12px; }
  .picture-svg .value { font-weight: 600; }
  .mark { outline: 0; }
  .mark.leads { cursor: pointer; }
  .mark .hit { fill: transparent; }
  .mark.leads:hover .hit { fill: var(--d-subtle); }
  .mark.open .hit { fill: var(--d-accent-soft); }
  .mark:focus-visible .hit, .mark:focus-visible .cell { stroke: var(--d-focus); stroke-width: 2; }
  .track { fill: var(--d-subtle); }
  .picture-svg .bar { padding: 0; fill: var(--d-accent); transform-box: fill-box; transform-origin: left; animation: d-grow 180ms ease-out; }
  .compare { stroke: var(--d-muted); stroke-width: 1; }
  .hatch-line { stroke: var(--d-muted); stroke-width: 1.5; }
  @keyframes d-grow { from { transform: scaleX(0.4); } }
  .rule { stroke: var(--d-border); stroke-width: 1; }
  .even { stroke: var(--d-edge); stroke-width: 1; stroke-dasharray: 2 4; }
  .border { stroke: var(--d-edge); stroke-width: 1; }
  .picture-svg .border-label { stroke: var(--d-surface); stroke-width: 4; font-size: 12px; font-weight: 600; }
  .area { fill: var(--d-accent); fill-opacity: 0.1; }
  .series { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
  .s0 { stroke: var(--d-accent); stroke-width: 2.5; }
  .s1 { stroke: var(--d-due); stroke-dasharray: 8 4; }
  .s2 { stroke: var(--d-muted); stroke-dasharray: 2 5; }
  .s3 { stroke: var(--d-text); stroke-dasharray: 10 3 2 3; }
  .f0 { stroke: var(--d-text); stroke-width: 1.5; stroke-dasharray: 4 3; }
  .f1 { stroke: var(--d-muted); stroke-width: 1.5; stroke-dasharray: 1 4; }
  .dot { fill: var(--d-surface); stroke: var(--d-accent); stroke-width: 2; }
  .mark:hover .dot, .mark:focus-visible .dot, .mark.open .dot { fill: var(--d-accent); }
  .cell { fill: var(--d-accent); stroke: var(--d-border); }
  .h0 .cell { fill: var(--d-surface); }
  .h1 .cell { fill-opacity: 0.08; }
  .h2 .cell { fill-opacity: 0.18; }
  .h3 .cell { fill-opacity: 0.3; }
  .h4 .cell { fill-opacity: 0.86; }
  .picture-svg .count { font-size: 16px; font-weight: 600; }
  .picture-svg .money { font-size: 12px; }
  .picture-svg :is(.h4, .h5) text { fill: var(--d-on-accent); }
  .picture-svg .h0 .count { fill: var(--d-muted); font-weight: 400; }
  .mark.leads:hover .cell, .mark.open .cell { stroke: var(--d-text); stroke-width: 2; }
  .legend { display: flex; flex-wrap: wrap; gap: 4px 16px; padding-top: 8px; font-size: 12px; }
  .legend li { display: inline-flex; align-items: center; gap: 6px; }

  .tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 160px), 1fr)); gap: 12px; }
  .tiles li { display: grid; }
  .tile { display: grid; grid-template-rows: auto 1fr auto; gap: 2px; align-content: start; min-width: 0; padding: 12px; border: 1px solid var(--d-border); border-radius: var(--d-radius); background: var(--d-surface); color: inherit; text-align: start; }
  button.tile:hover { background: var(--d-subtle); }
  .tile.open { border-color: var(--d-accent); background: var(--d-accent-soft); }
  .tile-label { color: var(--d-muted); font-size: 13px; }
  .tile.open .tile-label, .tile.open .muted { color: var(--d-text); }
  .tile-value { font-size: 20px; font-weight: 650; line-height: 1.3; overflow-wrap: normal; }
  .tile-value.long { font-size: 16px; }
  @container (max-width: 420px) { .tiles { grid-template-columns: repeat(auto-fill, minmax(min(100%, 132px), 1fr)); gap: 8px; } .tile { padding: 8px; } .tile-value.long { font-size: 14px; } }
  .change { color: var(--d-text); font-weight: 600; white-space: nowrap; }

  .scroll { overflow-x: auto; }
  table { width: 100%; border-collapse: collapse; font-size: 13px; }
  :is(th, td) { padding: 6px 12px 6px 0; border-bottom: 1px solid var(--d-border); text-align: start; vertical-align: baseline; overflow-wrap: break-word; word-break: normal; }
  :is(th, td):last-child { padding-inline-end: 2px; }
  thead th { color: var(--d-muted); font-size: 12px; font-weight: 400; }
  tbody th { min-width: 88px; font-weight: 600; }
  .number { text-align: end; white-space: nowrap; }
  .day { white-space: nowrap; }
  thead .number { white-space: normal; }
  thead th { word-break: keep-all; }
  .number + :not(.number) { padding-inline-start: 12px; }
  tr.open { background: var(--d-accent-soft); }
  tr .link { min-height: 24px; text-align: start; font-weight: 600; }
  @media (pointer: coarse) { tr .link { min-height: 44px; } }
  .rest { margin-block: 4px; margin-inline-start: -12px; }

  .behind { margin-top: 12px; padding: 12px 16px; border-inline-start: 3px solid var(--d-accent); background: var(--d-subtle); }
  .behind-head { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; }
  .behind-head h4 { flex: 1 1 160px; }
  .behind-head h4:focus-visible { outline: none; }
  .behind-head h4 .muted { font-weight: 400; }
  .behind .link { min-height: 24px; }
  .person { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 16px; width: 100%; min-height: var(--d-row); padding: 4px 0; border: 0; border-bottom: 1px solid var(--d-border); background: none; text-align: start; }
  .person:hover .person-name { text-decoration: underline; }
  .person-name { color: var(--d-accent); font-weight: 600; }
  .person-facts { display: inline-flex; gap: 16px; }

  @container (min-width: 640px) {
    .part-body.both { grid-template-columns: minmax(0, 5fr) minmax(0, 4fr); }
    .pick { flex: 0 1 320px; }
  }
  @container (min-width: 900px) {
    .pick { display: none; }
    .body { display: grid; grid-template-columns: 216px minmax(0, 1fr); }
    .tabs { display: grid; align-content: start; padding: 8px; border-inline-end: 1px solid var(--d-border); }
    .tab { min-height: 32px; padding: 4px 12px; border: 0; border-radius: 6px; background: none; text-align: start; }
    .tab:hover { background: var(--d-subtle); }
    .tab[aria-selected='true'] { background: var(--d-accent-soft); font-weight: 600; }
    .tab.apart { margin-top: 8px; }
    .content { padding: 20px 24px; }
    .parts.pictures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .parts.pictures > .whole { grid-column: 1 / -1; }
    .parts.pictures > .part:not(.whole) { padding-top: 16px; border-top: 1px solid var(--d-border); }
  }
  @media (forced-colors: active) {
    .picture-svg text, .picture-svg .border-label { fill: CanvasText; stroke: none; }
    .picture-svg .bar, .area { fill: CanvasText; }
    .area { fill-opacity: 0.15; }
    .track, .mark .hit, .mark.leads:hover .hit, .mark.open .hit { fill: transparent; }
    .series, .rule, .border, .even, .hatch-line, .compare { stroke: CanvasText; }
    .dot { fill: Canvas; stroke: CanvasText; }
    .picture-svg .cell { fill: Canvas; stroke: CanvasText; }
    .h2 .cell, .h3 .cell { stroke-width: 2; }
    .h4 .cell, .h5 .cell { stroke-width: 4; }
    .mark:focus-visible .hit, .mark:focus-visible .cell, .mark.open .hit, .mark.open .cell { stroke: Highlight; stroke-width: 3; }
    .picture-svg :is(.h4, .h5) text { fill: CanvasText; }
    .tab[aria-selected='true'] { outline: 2px solid Highlight; outline-offset: -2px; }
  }
  .on-paper { display: none; }
  @media print {
    .sheet { border: 0; break-inside: auto; }
    .content { padding: 0; }
    .part { break-inside: avoid; }
    .body, .part-body.both, .parts.pictures { display: block; }
    .tabs { display: none; }
    .on-paper { display: block; }
    .scroll { overflow: visible; }
    .behind { display: none; }
    .picture-svg .bar, .cell, .area, .track { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  }
`;
