/** Layout of the form for a new customer. */
import { css } from 'lit';

export const createStyles = css`
  .form { display: grid; gap: 12px; padding: 16px; }
  .fields { display: grid; gap: 8px 32px; }
  @container (min-width: 720px) { .fields { grid-template-columns: 1fr 1fr; } .wide { grid-column: 1 / -1; } }
  .problem, .hint { grid-column: 1 / -1; font-size: 13px; }
  .problem { color: var(--d-danger); }
  @container (min-width: 360px) { .problem, .hint { grid-column: 2; } }
  .same { display: grid; gap: 4px; padding: 12px 16px; border-radius: var(--d-radius); background: var(--d-due-soft); color: var(--d-due); }
  .same ul { display: flex; flex-wrap: wrap; gap: 4px 16px; }
  .same .link { min-height: 24px; color: inherit; }
  @media (pointer: coarse) { .same .link { min-height: 44px; } }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .done { display: grid; justify-items: start; gap: 12px; padding: 24px 16px; }
`;
