/** What has happened in the sample company when the pictures are taken, so that lists of rare things are not empty: requests, walls, an emergency, an error reported, a customer here twice. */
import type { PersonId } from '../../model/ids.ts';
import { policyOf } from '../../model/rights.ts';
import type { PictureWorld } from './world.ts';

/** In this order: what is listed newest first is always listed the same way. */
export async function happen({ call, dossier, pass }: PictureWorld): Promise<void> {
  dossier.access.directory.keepPolicy(policyOf({ emergency: ['xiaoyu'] as readonly string[] as PersonId[] }));
  const post = async (person: string, path: string, body: unknown): Promise<void> => {
    await pass();
    await call(person, 'POST', path, body);
  };
  await pass();
  await post('wei', '/api/access-requests', { archive: 'linxi', reason: '下周和方志远一起看展，需要之前的联络记录。', level: 'read' });
  await post('jingyi', '/api/walls', { archive: 'northgate', to: { kind: 'person', id: 'wei' }, reason: '配偶在该公司任职。', until: '2026-12-31' });
  await post('jingyi', '/api/holds', { archive: 'daniel-okafor', reason: 'Reclamación ante el juzgado, expediente 118/26.' });
  await post('jingyi', '/api/sealed', { archive: 'rosa-navarro', reason: 'Litigio por la obra de 2025.' });
  await post('xiaoyu', '/api/archives/nanwan/break-glass', { reason: '客户在前台突然不适，需要紧急联系人。', minutes: 60 });
  await post('lucia', '/api/archives/azulejos-sur/corrections', { concerns: [{ section: 'profile', key: null }], text: 'El cliente dice que la dirección de envío cambió en enero.' });
  await post('zhao', '/api/handovers/announcements', { from: 'wei', reason: 'left', day: '2026-03-31' });
  await post('mei', '/api/links', { names: true, days: 30, lang: 'zh-Hans' });
  await post('james', '/api/archives', { id: 'northgate-again', kind: 'organisation', name: 'Northgate and Sons Interiors', department: 'sales-west', keys: ['shop:7781'] });
  await call('james', 'PATCH', '/api/archives/northgate-again/sections/profile', { rows: { methods: { m1: { kind: 'phone', value: '+44 113 496 0021' } } } });
  await pass();
  while ((await call<{ readonly items: readonly unknown[] }>('ana', 'GET', '/api/duplicates')).items.length === 0) await new Promise((done) => { setTimeout(done, 50); });
}
