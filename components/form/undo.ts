/** One's own last step over all open sections: in their order, under their names. What a step did is kept by `open-section.ts`; here it is found and put in words. */
import type { Scalar } from '../../model/api.ts';
import { parseValueKey } from '../../model/value-keys.ts';
import type { OpenSection, Step } from './open-section.ts';
import type { Meta } from './plan.ts';
import type { FormHost } from './slot.ts';
import { shown } from './values.ts';
import { wordsOf } from './kinds/words.ts';

/** What the head of the form needs. */
export interface UndoFace { readonly undoable: string | null; readonly redoable: string | null; undo(): void; redo(): void }

export const NO_STEPS: UndoFace = { undoable: null, redoable: null, undo() {}, redo() {} };

const MOST = 40;
const shortened = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);

/** The last step of all that may still be turned back. */
function top(sections: readonly OpenSection[], way: 'undoStep' | 'redoStep'): { readonly section: OpenSection; readonly step: Step } | null {
  let found: ReturnType<typeof top> = null;
  for (const section of sections) {
    const step = section.readOnly ? null : section[way];
    if (step !== null && step.order > (found?.step.order ?? -1)) found = { section, step };
  }
  return found;
}

/** `show` is called before a step is turned back: what was typed there gives way, and what happens is seen. */
export function undoFace(host: FormHost, sections: readonly OpenSection[], show: (section: OpenSection, key: string) => void): UndoFace {
  const face = (way: 'undo' | 'redo') => {
    const found = top(sections, `${way}Step`);
    return {
      name: found && stepName(host, found.step),
      run() {
        if (found === null) return;
        show(found.section, found.step.key);
        found.section[way]();
      },
    };
  };
  const [undo, redo] = [face('undo'), face('redo')];
  return { undoable: undo.name, redoable: redo.name, undo: undo.run, redo: redo.run };
}

/** `Region from Overseas to East China`. */
function stepName(host: FormHost, step: Step): string {
  const { form } = host.t;
  const meta = metaOf(host, step.key);
  if (meta === undefined || step.from === undefined || step.to === undefined) return step.label;
  const text = (value: Scalar) => shortened(meta.mask && value !== null ? '••••' : shown(meta, value, host.language, host.catalogue, wordsOf(host)));
  const [from, to] = [text(step.from), text(step.to)];
  return to === '' ? form.stepCleared(step.label, from) : from === '' ? form.stepSet(step.label, to) : form.step(step.label, from, to);
}

function metaOf({ catalogue }: FormHost, key: string): Meta | undefined {
  const place = parseValueKey(key);
  if (place?.kind === 'field') return catalogue.fields.find((field) => field.key === place.key);
  if (place?.kind !== 'cell') return undefined;
  const head = catalogue.fields.find((field) => (field.table ?? field.key) === place.table && field.scope === 'field');
  return (place.table === 'addresses' ? catalogue.addressColumns : head?.columns)?.find((column) => column.key === place.field);
}
