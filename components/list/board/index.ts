/** The register's tools as one part, loaded when somebody first wants one of them. */
import { css } from 'lit';
import { massStyles } from '../mass/styles.ts';
import { boardStyles as board } from './styles.ts';

export { boardBar } from './bar.ts';
export { Board } from './board.ts';
export { boardActions, boardContent } from './content.ts';
export { boardKey } from './board-keys.ts';
export { boardPaste } from '../mass/paste.ts';
export const boardStyles = css`${board} ${massStyles}`;
