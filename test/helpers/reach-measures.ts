/** What of WCAG 2.2 is measured in a page rather than asked of axe: size of targets, room for text that a reader spaces out, focus that nothing covers. Texts and no functions: what is compiled for tests does not run in a page. */

/** Every element below one, through open shadow roots. */
const WALK = `
  const all = (root) => [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  const shown = (each) => each.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && each.getClientRects().length > 0;
  const tell = (each) => each.localName + (each.id ? '#' + each.id : each.className && typeof each.className === 'string' ? '.' + each.className.trim().split(/\\s+/).join('.') : '') + ' “' + (each.getAttribute('aria-label') ?? each.textContent ?? '').replace(/\\s+/g, ' ').trim().slice(0, 30) + '”';
  const inside = (tag) => { const host = document.querySelector(tag); return host === null ? [] : all(host.shadowRoot ?? host); };
  const TARGET = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=option], [role=menuitem], [role=checkbox]';
  // a mark of a picture has its row in the table as an equal control
  const targets = (tag) => inside(tag).filter((each) => each.matches(TARGET) && each.closest('svg') === null && shown(each) && !each.disabled);
`;

/**
 * 2.5.8: targets of less than 24 by 24 px, unless they stand in a sentence, or a circle of 24 px around them meets no other target. A box or a circle that one ticks is as large as its label.
 */
export const smallTargets = (tag: string): string => `(() => {${WALK}
  const boxes = targets(${JSON.stringify(tag)}).map((each) => {
    const label = (each.type === 'checkbox' || each.type === 'radio') ? each.closest('label') ?? each.labels?.[0] : null;
    const own = each.getBoundingClientRect();
    const other = label?.getBoundingClientRect();
    const box = other ? { left: Math.min(own.left, other.left), top: Math.min(own.top, other.top), right: Math.max(own.right, other.right), bottom: Math.max(own.bottom, other.bottom) } : own;
    return { each, left: box.left, top: box.top, right: box.right, bottom: box.bottom };
  }).filter((box) => box.right - box.left > 1 && box.bottom - box.top > 1);
  const inSentence = ({ each }) => getComputedStyle(each).display === 'inline' && [...each.parentNode.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
  const near = (box, other) => {
    const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
    const dx = Math.max(other.left - x, 0, x - other.right), dy = Math.max(other.top - y, 0, y - other.bottom);
    return Math.hypot(dx, dy) < 12;
  };
  return boxes.filter((box) => (box.right - box.left < 23.5 || box.bottom - box.top < 23.5) && !inSentence(box)
    && boxes.some((other) => other !== box && !other.each.contains(box.each) && !box.each.contains(other.each) && near(box, other)))
    .map((box) => tell(box.each) + ' ' + Math.round(box.right - box.left) + '×' + Math.round(box.bottom - box.top));
})()`;

/** 1.4.12: texts that are cut once lines, words, letters and paragraphs stand as far apart as a reader may ask for. */
export const cutTexts = (tag: string): string => `(async () => {${WALK}
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
  const roots = [document, ...new Set(inside(${JSON.stringify(tag)}).map((each) => each.shadowRoot).filter(Boolean)), document.querySelector(${JSON.stringify(tag)}).shadowRoot].filter(Boolean);
  for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const scrolled = (each) => { for (let at = each.parentElement; at; at = at.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(at).overflowX)) return true; return false; };
  const hides = (value) => value === 'hidden' || value === 'clip';
  const cut = inside(${JSON.stringify(tag)}).filter((each) => {
    if (!shown(each) || each.clientWidth <= 2 || each.clientHeight <= 2 || each.localName === 'svg' || each.closest('svg') !== null || each.textContent.trim() === '') return false;
    const style = getComputedStyle(each);
    return (hides(style.overflowX) && each.scrollWidth > each.clientWidth + 1) || (hides(style.overflowY) && each.scrollHeight > each.clientHeight + 1);
  }).map(tell);
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth + 1) {
    const width = document.documentElement.clientWidth;
    cut.push('the page scrolls sideways for ' + inside(${JSON.stringify(tag)}).filter((each) => shown(each) && each.getBoundingClientRect().right > width + 1 && !scrolled(each)).slice(0, 8).map(tell).join(', '));
  }
  for (const root of roots) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((each) => each !== sheet);
  return cut;
})()`;

/** 2.4.11: what has the focus and is wholly behind something else. */
export const coveredFocus = (tag: string): string => `(() => {${WALK}
  const deep = (x, y) => { let at = document.elementFromPoint(x, y); while (at?.shadowRoot) { const next = at.shadowRoot.elementFromPoint(x, y); if (next === null || next === at) break; at = next; } return at; };
  const holds = (outer, inner) => { for (let at = inner; at; at = at.parentNode ?? at.host) if (at === outer) return true; return false; };
  return targets(${JSON.stringify(tag)}).filter((each) => each.tabIndex >= 0).filter((each) => {
    each.focus();
    const box = each.getBoundingClientRect();
    if (box.width <= 2 || box.height <= 2) return false;
    const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]);
    return !points.some(([x, y]) => { const at = deep(x, y); return at !== null && (holds(each, at) || holds(at, each) || each.labels?.length && [...each.labels].some((label) => holds(label, at))); });
  }).map(tell);
})()`;
