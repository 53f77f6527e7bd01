/** Puts a fixed panel beside its button and inside the window; through the style object, which a strict content policy allows. */
const GAP = 4;
const EDGE = 8;

export function placePanel(button: HTMLElement, panel: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = at.bottom + GAP + height <= innerHeight - EDGE || at.top - GAP - height < EDGE;
  const top = below ? Math.min(at.bottom + GAP, Math.max(EDGE, innerHeight - EDGE - height)) : at.top - GAP - height;
  const rtl = getComputedStyle(button).direction === 'rtl';
  const left = rtl ? at.right - width : at.left;
  panel.style.top = `${Math.round(top)}px`;
  panel.style.left = `${Math.round(Math.max(EDGE, Math.min(left, innerWidth - EDGE - width)))}px`;
}
