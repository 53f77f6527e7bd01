/** English texts at the foot of a card: how complete its archive is, and the service that its classes bring. */
export const foot = {
  complete: 'How complete it is',
  of: (pack: string, filled: number, of: number) => `${pack} ${filled} of ${of}`,
  missing: (count: number) => `${count} missing`,
  stale: (count: number) => `${count} to look at again`,
  more: (count: number) => `${count} more packs`,
  stages: { collect: 'Collection', manage: 'Management', enrich: 'Enrichment', analyse: 'Analysis' },
  stage: (stage: string) => `Stage of the archive: ${stage}`,
  handed: (name: string, day: string, due: string) => `Handed over by ${name} on ${day}; first contact by ${due}`,
  service: {
    title: 'Service',
    level: { economy: 'Economy service', standard: 'Standard service', premium: 'Premium service' },
    reception: { standard: 'Standard reception', vip: 'VIP reception' },
    publicity: { none: 'No publicity', general: 'General publicity', personal: 'Personal publicity' },
    discount: (percent: string) => `${percent} discount`,
    visits: (count: number) => (count === 1 ? '1 visit a year' : `${count} visits a year`),
    everybody: 'like every customer',
    parts: { level: 'Service level', reception: 'Reception', discount: 'Discount', visits: 'Visits and greetings', publicity: 'Publicity' },
    none: 'none',
  },
};
