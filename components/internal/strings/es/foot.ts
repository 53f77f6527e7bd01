/** Spanish texts at the foot of a card. */
import type { Strings } from '../index.ts';

export const foot: Strings['foot'] = {
  complete: 'Qué tan completo está', of: (pack, filled, of) => `${pack} ${filled} de ${of}`, missing: (count) => `faltan ${count}`, stale: (count) => `por revisar ${count}`, more: (count) => `${count} fichas más`, stages: { collect: 'Recopilación', manage: 'Gestión', enrich: 'Enriquecimiento', analyse: 'Análisis' }, stage: (stage) => `Etapa del expediente: ${stage}`, handed: (name, day, due) => `Traspasado por ${name} el ${day}; primer contacto antes del ${due}`,
  service: {
    title: 'Servicio', level: { economy: 'Servicio económico', standard: 'Servicio estándar', premium: 'Servicio preferente' }, reception: { standard: 'Atención normal', vip: 'Atención VIP' },
    publicity: { none: 'Sin publicidad', general: 'Publicidad general', personal: 'Publicidad personal' }, discount: (percent) => `${percent} de descuento`, visits: (count) => (count === 1 ? '1 visita al año' : `${count} visitas al año`),
    everybody: 'como todos los clientes', parts: { level: 'Nivel de servicio', reception: 'Atención', discount: 'Descuento', visits: 'Visitas y saludos', publicity: 'Publicidad' }, none: 'ninguno',
  },
};
