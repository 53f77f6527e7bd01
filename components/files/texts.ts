/** What the lists of files say, in four languages; loaded with them. */
import type { Language } from '../../model/labels.ts';

const en = {
  add: 'Add files',
  drop: 'Drop files here',
  preview: (name: string) => `Preview ${name}`,
  download: (name: string) => `Download ${name}`,
  details: (name: string) => `Name and validity of ${name}`,
  remove: (name: string) => `Remove ${name}`,
  addedBy: (who: string, when: string) => `${who}, ${when}`,
  name: 'Name',
  until: 'Valid until',
  save: 'Save',
  cancel: 'Cancel',
  newer: 'Add a newer version',
  older: (name: string) => `The newer version is stored. Remove the older ${name}?`,
  keepIt: 'Keep it',
  removeIt: 'Remove',
  removed: (name: string) => `${name} is being removed.`,
  undo: 'Undo',
  expired: (date: string) => `expired on ${date}`,
  soon: (date: string) => `expires soon, on ${date}`,
  valid: (date: string) => `valid until ${date}`,
  waitsTurn: 'waits its turn',
  sending: (part: string) => `${part} sent`,
  waiting: 'No connection. It goes on by itself.',
  stop: (name: string) => `Stop sending ${name}`,
  again: 'Try again',
  drop_: 'Leave it',
  tooLarge: (name: string) => `${name} is too large.`,
  tooMany: 'Too many files are being sent at once. Wait until one is there.',
  full: 'The server has no room left.',
  noRight: (name: string) => `You may not add files here any more; nothing of ${name} was kept.`,
  unreadable: (name: string) => `${name} was changed or moved on your device. Choose it again.`,
  notSent: (name: string) => `${name} could not be sent.`,
  notChanged: (name: string) => `${name} could not be changed.`,
  notRemoved: (name: string) => `${name} could not be removed.`,
  notOpened: (name: string) => `${name} could not be opened.`,
  gone: (name: string) => `${name} is not there any more.`,
  others: 'Other files of this section',
  title: 'Files',
  count: (n: number) => (n === 1 ? '1 file' : `${n} files`),
  expiredCount: (n: number) => `${n} expired`,
  soonCount: (n: number) => (n === 1 ? '1 expires soon' : `${n} expire soon`),
  onlyEnding: 'Only what has expired or soon will',
  none: 'There are no files yet.',
  noneHint: 'Copies of licences, contracts and certificates belong here. Drop them here or choose them.',
  noneEnding: 'Nothing has expired or soon will.',
  file: 'File',
};
type Texts = typeof en;

const hans: Texts = {
  add: '添加文件', drop: '把文件拖到这里', preview: (name) => `预览${name}`, download: (name) => `下载${name}`, details: (name) => `${name}的名称和有效期`, remove: (name) => `删除${name}`, addedBy: (who, when) => `${who}，${when}`,
  name: '名称', until: '有效期至', save: '保存', cancel: '取消', newer: '添加新版本', older: (name) => `新版本已保存。要删除旧的${name}吗？`, keepIt: '保留', removeIt: '删除', removed: (name) => `正在删除${name}。`, undo: '撤销',
  expired: (date) => `已于${date}过期`, soon: (date) => `即将过期：${date}`, valid: (date) => `有效期至${date}`,
  waitsTurn: '等待中', sending: (part) => `已发送${part}`, waiting: '没有连接，恢复后会自动继续。', stop: (name) => `停止发送${name}`, again: '重试', drop_: '放弃',
  tooLarge: (name) => `${name}太大。`, tooMany: '同时发送的文件太多，请等其中一个完成。', full: '服务器空间不足。', noRight: (name) => `您已无权在此添加文件，${name}的内容没有保留。`, unreadable: (name) => `${name}在您的设备上已更改或移动，请重新选择。`,
  notSent: (name) => `${name}未能发送。`, notChanged: (name) => `${name}未能更改。`, notRemoved: (name) => `${name}未能删除。`, notOpened: (name) => `${name}未能打开。`, gone: (name) => `${name}已不存在。`, others: '本部分的其他文件', title: '文件', count: (n) => `${n}个文件`, expiredCount: (n) => `${n}个已过期`, soonCount: (n) => `${n}个即将过期`, onlyEnding: '只看已过期或即将过期的', none: '还没有文件。', noneHint: '营业执照、合同和证明书的复印件放在这里。可以拖入或选择文件。', noneEnding: '没有已过期或即将过期的文件。', file: '文件',
};
const hant: Texts = {
  add: '新增檔案', drop: '把檔案拖到這裡', preview: (name) => `預覽${name}`, download: (name) => `下載${name}`, details: (name) => `${name}的名稱和有效期`, remove: (name) => `刪除${name}`, addedBy: (who, when) => `${who}，${when}`,
  name: '名稱', until: '有效期至', save: '儲存', cancel: '取消', newer: '新增新版本', older: (name) => `新版本已儲存。要刪除舊的${name}嗎？`, keepIt: '保留', removeIt: '刪除', removed: (name) => `正在刪除${name}。`, undo: '復原',
  expired: (date) => `已於${date}過期`, soon: (date) => `即將過期：${date}`, valid: (date) => `有效期至${date}`,
  waitsTurn: '等待中', sending: (part) => `已傳送${part}`, waiting: '沒有網路連線，恢復後會自動繼續。', stop: (name) => `停止傳送${name}`, again: '重試', drop_: '放棄',
  tooLarge: (name) => `${name}太大。`, tooMany: '同時傳送的檔案太多，請等其中一個完成。', full: '伺服器空間不足。', noRight: (name) => `您已無權在此新增檔案，${name}的內容沒有保留。`, unreadable: (name) => `${name}在您的裝置上已變更或移動，請重新選擇。`,
  notSent: (name) => `${name}未能傳送。`, notChanged: (name) => `${name}未能變更。`, notRemoved: (name) => `${name}未能刪除。`, notOpened: (name) => `${name}未能開啟。`, gone: (name) => `${name}已不存在。`, others: '本部分的其他檔案', title: '檔案', count: (n) => `${n}個檔案`, expiredCount: (n) => `${n}個已過期`, soonCount: (n) => `${n}個即將過期`, onlyEnding: '只看已過期或即將過期的', none: '還沒有檔案。', noneHint: '營業執照、合約和證明書的影本放在這裡。可以拖入或選擇檔案。', noneEnding: '沒有已過期或即將過期的檔案。', file: '檔案',
};
const es: Texts = {
  add: 'Añadir archivos', drop: 'Suelta los archivos aquí', preview: (name) => `Ver ${name}`, download: (name) => `Descargar ${name}`, details: (name) => `Nombre y validez de ${name}`, remove: (name) => `Quitar ${name}`, addedBy: (who, when) => `${who}, ${when}`,
  name: 'Nombre', until: 'Válido hasta', save: 'Guardar', cancel: 'Cancelar', newer: 'Añadir una versión nueva', older: (name) => `La versión nueva está guardada. ¿Quitar la anterior, ${name}?`, keepIt: 'Conservarla', removeIt: 'Quitar', removed: (name) => `Se está quitando ${name}.`, undo: 'Deshacer',
  expired: (date) => `caducó el ${date}`, soon: (date) => `caduca pronto, el ${date}`, valid: (date) => `válido hasta el ${date}`,
  waitsTurn: 'espera su turno', sending: (part) => `${part} enviado`, waiting: 'Sin conexión. Seguirá por sí solo.', stop: (name) => `Dejar de enviar ${name}`, again: 'Reintentar', drop_: 'Dejarlo',
  tooLarge: (name) => `${name} es demasiado grande.`, tooMany: 'Se están enviando demasiados archivos a la vez. Espera a que termine uno.', full: 'El servidor no tiene más espacio.', noRight: (name) => `Ya no puedes añadir archivos aquí; no se ha guardado nada de ${name}.`, unreadable: (name) => `${name} ha cambiado o se ha movido en tu dispositivo. Elígelo de nuevo.`,
  notSent: (name) => `No se pudo enviar ${name}.`, notChanged: (name) => `No se pudo cambiar ${name}.`, notRemoved: (name) => `No se pudo quitar ${name}.`, notOpened: (name) => `No se pudo abrir ${name}.`, gone: (name) => `${name} ya no está.`, others: 'Otros archivos de esta sección', title: 'Archivos', count: (n) => (n === 1 ? '1 archivo' : `${n} archivos`), expiredCount: (n) => (n === 1 ? '1 caducado' : `${n} caducados`), soonCount: (n) => (n === 1 ? '1 caduca pronto' : `${n} caducan pronto`), onlyEnding: 'Solo lo caducado o a punto de caducar', none: 'Todavía no hay archivos.', noneHint: 'Aquí van las copias de licencias, contratos y certificados. Suéltalas aquí o elígelas.', noneEnding: 'No hay nada caducado ni a punto de caducar.', file: 'Archivo',
};

const TEXTS: Readonly<Record<Language, Texts>> = { en, 'zh-Hans': hans, 'zh-Hant': hant, es };
export const fileTexts = (language: Language): Texts => TEXTS[language];
