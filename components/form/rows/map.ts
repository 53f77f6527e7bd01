/** The relation map inside the form, above the departments: loaded when somebody asks for it, drawn from the rows as they are now. */
import { html, nothing } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { later } from '../../internal/later.ts';
import { PEOPLE } from '../kinds/person-name.ts';
import type { Row } from '../../../model/section-doc.ts';
import { wordsIn } from '../../relations/boxes.ts';
import { graphOf, type Graph } from '../../relations/graph.ts';
import type { MapFace } from '../../relations/map-face.ts';
import { idOf, type FormHost } from '../slot.ts';
import { adopt, buttonId, openRow } from './opened.ts';
import type { Part, RowList } from './look.ts';

const parts = later(async () => {
  const [{ MapFace: Face }, { relationStyles }] = await Promise.all([import('../../relations/map-face.ts'), import('../../relations/styles.ts')]);
  return { Face, relationStyles };
});

const NAME = 'map departments';
const INTERNAL = 'map internal';

/** One face a form: the set of what is open lives as long as the form does. */
const faces = new WeakMap<FormHost['opened'], { face: MapFace; host: FormHost }>();

/** Worked out once for the rows as they are. */
const graphs = new WeakMap<readonly Row[], { readonly from: readonly (readonly Row[])[]; readonly graph: Graph }>();
const NO_ROWS: readonly Row[] = [];

export function graphIn({ section }: FormHost, relations: readonly Row[] | null = null): Graph {
  const from = [...['departments', 'departmentMembers', 'departmentCooperation', PEOPLE, 'relatedParties'].map((table) => section.rows(table)), relations ?? NO_ROWS];
  const [departments = [], members = [], cooperation = [], people = [], parties = []] = from;
  const known = graphs.get(departments);
  if (known && (known.graph.relations === null) === (relations === null) && known.from.every((rows, i) => rows === from[i])) return known.graph;
  const graph = graphOf({ departments, members, cooperation, people, parties, relations });
  graphs.set(departments, { from, graph });
  return graph;
}

export function mapPart({ host, t }: RowList): Part {
  const shown = host.opened.has(NAME);
  const turn = () => {
    if (!host.opened.delete(NAME)) {
      host.opened.add(NAME);
      void parts.load().then(() => host.refresh());
    }
    host.refresh();
  };
  return html`<div class="look-map">
    <button type="button" class="button quiet no-print" aria-expanded=${String(shown)} @click=${turn}>${shown ? t.hidePicture : t.showPicture}</button>
    ${shown ? drawn(host) : nothing}
  </div>`;
}

function drawn(host: FormHost): Part {
  const here = parts.now();
  if (here === undefined) return html`<p role="status" aria-label=${host.t.kit.loading}><span class="skeleton long"></span></p>`;
  let own = faces.get(host.opened);
  if (own === undefined) {
    const made: { face: MapFace; host: FormHost } = { host, face: new here.Face({
      changed: () => made.host.refresh(),
      edit: ({ table, row }) => { openRow(made.host, table, row); made.host.focusOn(buttonId(table, row)); },
      turnInternal: () => {
        if (!made.host.opened.delete(INTERNAL)) {
          made.host.opened.add(INTERNAL);
          made.host.beside('assessment')?.open();
        }
        made.host.refresh();
      },
    }) };
    faces.set(host.opened, (own = made));
  }
  own.host = host;
  const beside = host.beside('assessment');
  const wanted = beside !== null && host.opened.has(INTERNAL);
  const relations = wanted && beside.host !== null ? beside.host.section.rows('personRelations') : null;
  return html`<div id=${idOf('map')} ${ref((element) => adopt(element, here.relationStyles))}>${own.face.render({
    graph: graphIn(host, relations), language: host.language, customer: host.view.overview.name, internal: beside === null ? 'none' : wanted ? 'open' : 'closed',
    words: wordsIn(host.catalogue),
  })}</div>`;
}
