/** Everything of a timeline but its list: filters, ways to reach the customer, the line on top, the foot. One file, on its way while the archive is asked for, so that who has no timeline on the page never loads it. */
export { bar } from './bar.ts';
export { Calls } from './calls.ts';
export { filterBar } from './filter-bar.ts';
export { foot } from './foot.ts';
export { changeView, changeWords } from './change-view.ts';
export { lineForm } from './line-form.ts';
export { contactsOf, copyId, dueStrip, reachRow } from './reach-row.ts';
export { empty, tray } from './states.ts';
export { aroundStyles } from './around-styles.ts';
