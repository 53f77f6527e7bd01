/** Layout of the inbox; look and controls are the kit's. */
import { css } from 'lit';

export const inboxStyles = css`
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; padding: 12px 16px; }
  .bar h2 { flex: 1 1 auto; display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; font-size: 16px; font-weight: 600; }
  .unread-count { padding: 0 8px; border-radius: 10px; background: var(--d-accent); color: var(--d-on-accent); font-size: 12px; font-weight: 600; line-height: 20px; }
  .views { display: inline-flex; border: 1px solid var(--d-edge); border-radius: var(--d-radius); overflow: hidden; }
  .views button { min-height: var(--d-row); padding: 0 12px; border: 0; background: transparent; }
  .views button + button { border-inline-start: 1px solid var(--d-edge); }
  .views button[aria-pressed='true'] { background: var(--d-accent-soft); color: var(--d-text); font-weight: 600; }
  .views button:focus-visible { outline-offset: -2px; }
  .decide { padding-bottom: 8px; }
  .decide + .tools { padding-top: 8px; border-top: 1px solid var(--d-border); }
  .tools { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; padding: 0 16px 8px; }
  .tools .quiet { margin-inline-start: auto; }
  .waiting { display: grid; gap: 12px; padding: 4px 16px 16px; }
  .waiting .skeleton { height: 44px; }
  .problem { padding: 0 16px 12px; }
  .empty { display: grid; gap: 8px; justify-items: center; padding: 32px 24px; text-align: center; }
  .empty svg { width: 40px; height: 40px; color: var(--d-accent); }
  .empty p { max-width: 52ch; color: var(--d-muted); }

  .day { padding: 12px 16px 4px; border-top: 1px solid var(--d-border); color: var(--d-muted); font-size: 13px; font-weight: 600; }
  .day::first-letter { text-transform: uppercase; }
  .item { position: relative; display: flex; gap: 0 8px; align-items: start; padding: 4px 8px 4px 16px; border-top: 1px solid var(--d-border); }
  .day .count { min-width: 20px; padding: 0 6px; border-radius: 10px; background: var(--d-due-soft); color: var(--d-due); font-size: 12px; line-height: 20px; text-align: center; display: inline-block; }
  .decide + .empty { border-top: 1px solid var(--d-border); }
  .day + ul > .item:first-child { border-top: 0; }
  .item:focus-within, .item:hover { background: var(--d-subtle); }
  .opens { display: grid; flex: 1 1 auto; grid-template-columns: 20px minmax(0, 1fr); gap: 0 12px; min-width: 0; min-height: 44px; padding: 6px 0; border: 0; background: none; text-align: start; }
  .opens:focus-visible { outline-offset: 0; }
  .opens svg { width: 18px; height: 18px; margin-top: 2px; fill: none; stroke: var(--d-muted); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
  .opens.alert svg { stroke: var(--d-danger); }
  .opens.decision svg { stroke: var(--d-due); }
  .decide .says, .decide .text strong { font-weight: 600; }
  .opens.mention svg, .opens.handover svg { stroke: var(--d-accent); }
  .opens > span { min-width: 0; }
  .says { display: block; }
  .new .says { font-weight: 600; }
  .text { display: block; color: var(--d-text); }
  .text, .says { overflow-wrap: anywhere; }
  .new::before { content: ''; position: absolute; inset-block-start: 20px; inset-inline-start: 5px; width: 7px; height: 7px; border-radius: 50%; background: var(--d-accent); }
  .at { display: block; color: var(--d-muted); font-size: 12px; }
  .mark svg { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
  .mark { flex: none; margin-block: 4px; }
  .more { display: flex; justify-content: center; padding: 12px 16px; border-top: 1px solid var(--d-border); }

  .digest { display: grid; gap: 12px; padding: 4px 16px 16px; }
  .digest h3 { font-size: 20px; font-weight: 650; }
  .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(88px, 1fr)); gap: 8px; }
  .tiles li { padding: 8px 12px; border: 1px solid var(--d-border); border-radius: 6px; font-size: 13px; color: var(--d-muted); }
  .tiles strong { display: block; color: var(--d-text); font-size: 20px; font-weight: 650; }
  .first { display: grid; }
  .digest h4 { padding-bottom: 4px; }
  .first .row { display: flex; flex-wrap: wrap; gap: 0 12px; align-items: baseline; justify-content: space-between; width: 100%; min-height: var(--d-row); padding: 6px 0; border: 0; border-top: 1px solid var(--d-border); background: none; text-align: start; }
  .first .row strong { font-weight: 600; }
  .follows .row-line { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; min-height: 44px; padding: 4px 16px; border-top: 1px solid var(--d-border); }
  .follows .link { flex: 1 1 160px; min-height: 28px; color: var(--d-text); font-weight: 600; text-align: start; text-decoration: none; }
  .follows .link:hover { text-decoration: underline; }
  @media (pointer: coarse) { .follows .link { min-height: 44px; } }
  .own { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; padding: 12px 16px; border-top: 1px solid var(--d-border); }
  .own label { display: flex; gap: 8px; align-items: center; min-height: 28px; }
  .own select { width: auto; }
  @media (pointer: coarse) { .own label { min-height: 44px; } }
  .keys { padding: 8px 16px; border-top: 1px solid var(--d-border); }
  @media (pointer: coarse) { .keys { display: none; } }
  @media (forced-colors: active) { .new::before { background: Highlight; } .unread-count, .day .count { border: 1px solid; } }
`;
