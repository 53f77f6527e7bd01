/** Fields of the domain that packs of the product's own take up; the others say themselves of which packs they are. */
import type { Field, PackKey } from './types.ts';

const MORE_IN: Readonly<Partial<Record<PackKey, readonly string[]>>> = Object.freeze({
  annual: [
    'org.annualPerformance', 'org.financialStatusReports', 'g4.salesTrend', 'g4.financialPerformance', 'g3.financialStrength', 'g3.fixedAssets', 'g3.developmentPotential',
    'crm.employeeCount', 'crm.salesScale', 'crm.industryPosition', 'org.majorEvents', 'g4.relationAndCooperation', 'customer.visitPlan', 'customer.receptionLevel', 'customer.keyProspect',
  ],
});

export function packsOf({ key, packs }: Pick<Field, 'key' | 'packs'>): readonly PackKey[] {
  const more = (Object.keys(MORE_IN) as PackKey[]).filter((pack) => MORE_IN[pack]?.includes(key));
  return more.length === 0 ? packs : [...packs, ...more];
}

export const isInPack = (field: Pick<Field, 'key' | 'packs'>, pack: string): boolean => (packsOf(field) as readonly string[]).includes(pack);
