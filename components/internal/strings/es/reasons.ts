/** Textos en español de los motivos de una clase; se cargan al abrirlos por primera vez. */
import type { reasons as english } from '../en/reasons.ts';
import type { TextsOf } from '../texts.ts';

export const reasons = {
  title: (mark: string, label: string) => (mark === '' ? label : `${mark} · ${label}`),
  since: (date: string) => `desde el ${date}`,
  was: (label: string, until: string) => `Antes: ${label}, hasta el ${until}`,
  rank: (rank: string, of: string) => `Puesto ${rank} de ${of}`,
  share: (share: string, before: string) => `${share} del total; los anteriores suman ${before}`,
  bar: (from: string, to: string) => `Del ${from} al ${to} del total`,
  window: (from: string, to: string) => `Del ${from} al ${to}`,
  windowAll: (to: string) => `Todo el tiempo hasta el ${to}`,
  basis: 'Se basa en',
  thresholds: 'Límites',
  changes: 'Qué lo cambiaría',
  change: (to: string, input: string, at: string) => `${to}: ${input} ${at}`,
  rule: (name: string, version: string, date: string) => `${name}, versión ${version} de la regla, calculado el ${date}`,
  setBy: (who: string, date: string) => `Límites fijados por ${who} el ${date}`,
  shipped: 'Límites de fábrica',
  objected: 'El cliente se ha opuesto a esta clase. Decide una persona: poner otra clase en su lugar o dejar constancia de que se mantiene.',
  override: (by: string, date: string) => `Fijado por ${by} el ${date}`,
  approvedBy: (name: string) => `aprobado por ${name}`,
  until: (date: string) => `hasta el ${date}`,
  found: (label: string) => `Calculado: ${label}`,
  loading: 'Los motivos llegan en cuanto responda el servidor.',
  close: 'Cerrar',
  nothing: 'ninguno',
  months: (n: number) => (n === 1 ? '1 mes' : `${n} meses`),
  days: (n: number) => (n === 1 ? '1 día' : `${n} días`),
  points: (name: string, n: string) => `${name}, para ${n} puntos`,
  inputs: {
    value: 'Ventas menos devoluciones', purchases: 'Compras', returns: 'Devoluciones', lastEver: 'Última compra', firstEver: 'Primera compra',
    purchasesEver: 'Compras', converted: 'Convertido al cambio de su día', leftOut: 'Excluido, sin tipo de cambio', recencyDays: 'Días desde la última compra', recencyScore: 'Puntos de recencia (5 = más reciente)',
    last: 'Última compra del periodo', frequency: 'Compras', frequencyScore: 'Puntos de frecuencia', monetary: 'Importe', monetaryScore: 'Puntos de importe',
    scoring: 'Puntos por', buyers: 'Clientes comparados', daysSince: 'Días desde la última compra', strategy: 'Estrategia de compra', referenceDate: 'Sin compra antes del',
    thresholdA: 'A por debajo de', thresholdB: 'B por debajo de', lostAfter: 'Perdido tras', minimumBuyers: 'Quintiles a partir de',
  },
  values: {
    fixed: 'límites fijos', quintiles: 'quintiles de los clientes', monthly: 'mensual', bimonthly: 'cada dos meses', quarterly: 'trimestral', halfYearly: 'semestral', yearly: 'anual', none: 'ninguna',
  },
} satisfies TextsOf<typeof english>;
