/** Words of keys and webhooks in the four languages; they come with the administration. */
import type { Language } from '../../model/labels.ts';

export interface KeyTexts {
  readonly tab: string;
  readonly keys: string;
  readonly lead: string;
  readonly noKeys: string;
  readonly newKey: string;
  readonly name: string;
  readonly nameHint: string;
  readonly sections: string;
  readonly none: string;
  readonly read: string;
  readonly write: string;
  readonly restricted: string;
  readonly archives: string;
  readonly all: string;
  readonly onlyOf: (department: string) => string;
  readonly create: string;
  readonly days: string;
  readonly makeKey: string;
  readonly shownOnce: string;
  readonly copy: string;
  readonly copied: string;
  readonly done: string;
  readonly end: string;
  readonly endSure: (name: string) => string;
  readonly ended: (name: string) => string;
  readonly state: Readonly<Record<'living' | 'expired' | 'ended', string>>;
  readonly until: (day: string) => string;
  readonly lastUsed: (day: string) => string;
  readonly neverUsed: string;
  readonly older: (count: number) => string;
  readonly webhooks: string;
  readonly webhooksLead: string;
  readonly noWebhooks: string;
  readonly newWebhook: string;
  readonly url: string;
  readonly byKey: string;
  readonly hookState: Readonly<Record<'on' | 'failing' | 'off', string>>;
  readonly why: Readonly<Record<'hand' | 'failing' | 'key', string>>;
  readonly notice: (name: string) => string;
  readonly test: string;
  readonly tested: (status: string) => string;
  readonly switchOn: string;
  readonly switchOff: string;
  readonly newSecret: string;
  readonly dropOld: string;
  readonly twoSecrets: string;
  readonly remove: string;
  readonly log: string;
  readonly noLog: string;
  readonly hosts: string;
  readonly hostsHint: string;
  readonly saveHosts: string;
  readonly saved: string;
}

export const KEY_TEXTS: Readonly<Record<Language, KeyTexts>> = Object.freeze({
  en: {
    tab: 'Keys and webhooks', keys: 'Keys', lead: 'A key lets another program in, as far as you say here. What it writes stands in the history under its name.',
    noKeys: 'No program has a key yet.', newKey: 'New key', name: 'Name', nameHint: 'What uses it, such as ERP.', sections: 'Sections', none: 'nothing', read: 'read', write: 'read and write', restricted: 'restricted',
    archives: 'Archives', all: 'All archives', onlyOf: (department) => `Only ${department} and below`, create: 'May create archives', days: 'Days until it expires', makeKey: 'Make the key',
    shownOnce: 'Copy it now: it is shown this once, and nobody can read it again.', copy: 'Copy', copied: 'Copied.', done: 'Done', end: 'End', endSure: (name) => `End “${name}” now? Its connections are cut at once.`, ended: (name) => `“${name}” is ended.`,
    state: { living: 'in force', expired: 'expired', ended: 'ended' }, until: (day) => `until ${day}`, lastUsed: (day) => `last used ${day}`, neverUsed: 'never used', older: (count) => `Ended and expired (${count})`,
    webhooks: 'Webhooks', webhooksLead: 'A webhook tells another program that there is something new, and nothing of what: it reads the changes with its key.', noWebhooks: 'No webhook yet.', newWebhook: 'New webhook', url: 'Address', byKey: 'By the rights of the key',
    hookState: { on: 'on', failing: 'does not arrive', off: 'off' }, why: { hand: 'switched off by hand', failing: 'nothing arrived for three days', key: 'its key has ended' }, notice: (name) => `“${name}” was switched off: nothing arrived there for three days.`,
    test: 'Send a test', tested: (status) => `Answer: ${status}`, switchOn: 'Switch on', switchOff: 'Switch off', newSecret: 'New secret', dropOld: 'Drop the old secret', twoSecrets: 'Two secrets sign at the moment.', remove: 'Remove', log: 'Deliveries', noLog: 'Nothing was sent yet.',
    hosts: 'Hosts inside the network', hostsHint: 'Webhooks go to the open internet by https only. Hosts that may be inside, or without https, one a line.', saveHosts: 'Save', saved: 'Saved.',
  },
  'zh-Hans': {
    tab: '密钥与通知', keys: '密钥', lead: '密钥让其他程序在此处规定的范围内访问。它写入的内容会以它的名称记入历史。',
    noKeys: '还没有程序持有密钥。', newKey: '新建密钥', name: '名称', nameHint: '由谁使用，例如 ERP。', sections: '部分', none: '无', read: '读取', write: '读取和写入', restricted: '受限',
    archives: '档案', all: '所有档案', onlyOf: (department) => `仅${department}及其下级`, create: '可以新建档案', days: '有效天数', makeKey: '生成密钥',
    shownOnce: '请立即复制：只显示这一次，之后无人能再看到。', copy: '复制', copied: '已复制。', done: '完成', end: '终止', endSure: (name) => `立即终止“${name}”？其连接将马上断开。`, ended: (name) => `“${name}”已终止。`,
    state: { living: '有效', expired: '已过期', ended: '已终止' }, until: (day) => `有效至 ${day}`, lastUsed: (day) => `最近使用 ${day}`, neverUsed: '从未使用', older: (count) => `已终止和已过期（${count}）`,
    webhooks: '通知', webhooksLead: '通知只告诉其他程序“有新变化”，不含任何内容：对方用自己的密钥读取变更。', noWebhooks: '还没有通知。', newWebhook: '新建通知', url: '地址', byKey: '按此密钥的权限',
    hookState: { on: '启用', failing: '无法送达', off: '停用' }, why: { hand: '手动停用', failing: '三天未能送达', key: '其密钥已终止' }, notice: (name) => `“${name}”已停用：三天未能送达。`,
    test: '发送测试', tested: (status) => `答复：${status}`, switchOn: '启用', switchOff: '停用', newSecret: '新的签名密钥', dropOld: '弃用旧签名密钥', twoSecrets: '目前有两个签名密钥同时有效。', remove: '删除', log: '发送记录', noLog: '尚未发送。',
    hosts: '内网主机', hostsHint: '通知只经 https 发往公网。允许的内网主机或不用 https 的主机，每行一个。', saveHosts: '保存', saved: '已保存。',
  },
  'zh-Hant': {
    tab: '金鑰與通知', keys: '金鑰', lead: '金鑰讓其他程式在此處規定的範圍內存取。它寫入的內容會以它的名稱記入歷史。',
    noKeys: '還沒有程式持有金鑰。', newKey: '新增金鑰', name: '名稱', nameHint: '由誰使用，例如 ERP。', sections: '部分', none: '無', read: '讀取', write: '讀取和寫入', restricted: '受限',
    archives: '檔案', all: '所有檔案', onlyOf: (department) => `僅${department}及其下級`, create: '可以新增檔案', days: '有效天數', makeKey: '產生金鑰',
    shownOnce: '請立即複製：只顯示這一次，之後無人能再看到。', copy: '複製', copied: '已複製。', done: '完成', end: '終止', endSure: (name) => `立即終止「${name}」？其連線將馬上中斷。`, ended: (name) => `「${name}」已終止。`,
    state: { living: '有效', expired: '已過期', ended: '已終止' }, until: (day) => `有效至 ${day}`, lastUsed: (day) => `最近使用 ${day}`, neverUsed: '從未使用', older: (count) => `已終止和已過期（${count}）`,
    webhooks: '通知', webhooksLead: '通知只告訴其他程式「有新變化」，不含任何內容：對方用自己的金鑰讀取變更。', noWebhooks: '還沒有通知。', newWebhook: '新增通知', url: '位址', byKey: '依此金鑰的權限',
    hookState: { on: '啟用', failing: '無法送達', off: '停用' }, why: { hand: '手動停用', failing: '三天未能送達', key: '其金鑰已終止' }, notice: (name) => `「${name}」已停用：三天未能送達。`,
    test: '傳送測試', tested: (status) => `回覆：${status}`, switchOn: '啟用', switchOff: '停用', newSecret: '新的簽章金鑰', dropOld: '棄用舊簽章金鑰', twoSecrets: '目前有兩個簽章金鑰同時有效。', remove: '刪除', log: '傳送記錄', noLog: '尚未傳送。',
    hosts: '內部網路主機', hostsHint: '通知只經 https 送往公開網路。允許的內部主機或不用 https 的主機，每行一個。', saveHosts: '儲存', saved: '已儲存。',
  },
  es: {
    tab: 'Claves y avisos', keys: 'Claves', lead: 'Una clave deja entrar a otro programa, hasta donde digas aquí. Lo que escribe queda en el historial con su nombre.',
    noKeys: 'Ningún programa tiene clave todavía.', newKey: 'Nueva clave', name: 'Nombre', nameHint: 'Qué la usa, por ejemplo ERP.', sections: 'Secciones', none: 'nada', read: 'leer', write: 'leer y escribir', restricted: 'restringida',
    archives: 'Expedientes', all: 'Todos los expedientes', onlyOf: (department) => `Solo ${department} y los que dependen de él`, create: 'Puede crear expedientes', days: 'Días hasta que caduca', makeKey: 'Crear la clave',
    shownOnce: 'Cópiela ahora: se muestra esta única vez y nadie podrá volver a leerla.', copy: 'Copiar', copied: 'Copiada.', done: 'Listo', end: 'Terminar', endSure: (name) => `¿Terminar «${name}» ahora? Sus conexiones se cortan al instante.`, ended: (name) => `«${name}» ha terminado.`,
    state: { living: 'vigente', expired: 'caducada', ended: 'terminada' }, until: (day) => `hasta el ${day}`, lastUsed: (day) => `último uso: ${day}`, neverUsed: 'nunca usada', older: (count) => `Terminadas y caducadas (${count})`,
    webhooks: 'Avisos (webhooks)', webhooksLead: 'Un aviso dice a otro programa que hay algo nuevo, y nada de qué: él lee los cambios con su clave.', noWebhooks: 'Ningún aviso todavía.', newWebhook: 'Nuevo aviso', url: 'Dirección', byKey: 'Con los derechos de la clave',
    hookState: { on: 'activo', failing: 'no llega', off: 'apagado' }, why: { hand: 'apagado a mano', failing: 'nada llegó en tres días', key: 'su clave ha terminado' }, notice: (name) => `«${name}» se ha apagado: nada llegó allí en tres días.`,
    test: 'Enviar una prueba', tested: (status) => `Respuesta: ${status}`, switchOn: 'Encender', switchOff: 'Apagar', newSecret: 'Nuevo secreto', dropOld: 'Descartar el secreto anterior', twoSecrets: 'Ahora firman dos secretos.', remove: 'Quitar', log: 'Envíos', noLog: 'Aún no se ha enviado nada.',
    hosts: 'Equipos dentro de la red', hostsHint: 'Los avisos van solo a Internet y por https. Equipos permitidos dentro de la red o sin https, uno por línea.', saveHosts: 'Guardar', saved: 'Guardado.',
  },
});
