/** Which row tables have a look of their own: one table, each look a file that is loaded when its rows are first drawn. Every other table, and a look that cannot be had, is the sheet. */
import type { TemplateResult } from 'lit';
import { later, type Later } from '../../internal/later.ts';
import type { FormField } from '../plan.ts';
import type { FormHost } from '../slot.ts';
import type { Look } from './look.ts';
import { waitingRows } from './waiting.ts';

type Sheet = () => TemplateResult;
type Draw = (host: FormHost, field: FormField, table: string, sheet: Sheet) => TemplateResult;

const look = (load: () => Promise<Look>): Later<Draw> =>
  later(async () => {
    const [{ framed }, own] = await Promise.all([import('./frame.ts'), load()]);
    return (...list) => framed(own, ...list);
  });

const LOOKS: Readonly<Record<string, Later<Draw>>> = Object.freeze({
  people: look(async () => (await import('./people.ts')).look),
  peopleMethods: look(async () => (await import('./people.ts')).waysLook),
  peoplePrivate: look(async () => (await import('./of-people.ts')).privateLook),
  peopleAssessment: look(async () => (await import('./of-people.ts')).opinionLook),
  departments: look(async () => (await import('./departments.ts')).departmentsLook),
  departmentMembers: look(async () => (await import('./departments.ts')).membersLook),
  departmentCooperation: look(async () => (await import('./departments.ts')).cooperationLook),
  relatedParties: look(async () => (await import('./related.ts')).relatedLook),
  personRelations: look(async () => (await import('./related.ts')).internalLook),
  relatedPartyPapers: look(async () => (await import('./papers.ts')).papersLook),
  creditReports: look(async () => (await import('./papers.ts')).reportsLook),
  family: look(async () => (await import('./family.ts')).familyLook),
  children: look(async () => (await import('./family.ts')).childrenLook),
  productsInUse: look(async () => (await import('./products.ts')).look),
  competitors: look(async () => (await import('./rivals.ts')).competitorsLook),
  rivalsAtCustomer: look(async () => (await import('./rivals.ts')).rivalsLook),
  deposits: look(async () => (await import('./bank.ts')).depositsLook),
  cards: look(async () => (await import('./bank.ts')).cardsLook),
  bankProducts: look(async () => (await import('./bank.ts')).productsLook),
  fundFlows: look(async () => (await import('./bank.ts')).flowsLook),
  fundChanges: look(async () => (await import('./bank.ts')).balancesLook),
  amlAssessments: look(async () => (await import('./bank.ts')).ratingsLook),
  occasions: look(async () => (await import('./occasions.ts')).look),
  annualPerformance: look(async () => (await import('./results.ts')).yearsLook),
  salesTrend: look(async () => (await import('./results.ts')).trendLook),
  supplierStructure: look(async () => (await import('./suppliers.ts')).suppliersLook),
  monthlyDemand: look(async () => (await import('./suppliers.ts')).demandLook),
});

/** Tables whose look could not be loaded. */
const lacking = new Set<string>();

/** `sheet` draws the rows as a sheet: for whoever asks for it, and where there is nothing else. */
export function rowsIn(host: FormHost, field: FormField, table: string, sheet: Sheet): TemplateResult {
  const own = Object.hasOwn(LOOKS, table) ? LOOKS[table] : undefined;
  if (own === undefined || lacking.has(table)) return sheet();
  const draw = own.now();
  if (draw !== undefined) return draw(host, field, table, sheet);
  void own.load().then((loaded) => {
    if (loaded === undefined) lacking.add(table);
    host.refresh();
  });
  return waitingRows(host, table);
}
