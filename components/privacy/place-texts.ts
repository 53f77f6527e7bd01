/** Where a finding stands, in a word or two: the same name may stand in a value, in what it was before and in a comment, and each is decided about. */
import type { Labels } from '../../model/labels.ts';
import type { Place } from '../../model/privacy/subject.ts';

const t = (en: string, hans: string, hant: string, es: string): Labels => ({ en, 'zh-Hans': hans, 'zh-Hant': hant, es });
const VALUE = t('value', '当前值', '目前的值', 'valor');
const ROW = t('row', '表格中的一行', '表格中的一列', 'fila');

export const PLACE_WORDS: Readonly<Record<Place['kind'], Labels>> = {
  field: VALUE, text: VALUE, row: ROW, relation: ROW, contact: ROW,
  mark: t('remark on a value', '值的备注', '值的備註', 'nota de un valor'),
  history: t('what it was before', '以前的值', '先前的值', 'lo que decía antes'),
  comment: t('comment', '评论', '留言', 'comentario'),
  file: t('file', '文件', '檔案', 'archivo'),
  unread: t('file that only a person can read', '须人工查看的文件', '須人工檢視的檔案', 'archivo que solo lee una persona'),
  transaction: t('transaction', '交易', '交易', 'operación'),
  ownRow: t('code or key of the archive', '档案编号或外部键', '檔案代碼或外部鍵', 'código o clave del expediente'),
  account: t('colleague’s account', '同事账号', '同事帳號', 'cuenta de un colega'),
  stored: t('kept beside the archive', '档案之外的记录', '檔案之外的紀錄', 'guardado junto al expediente'),
  spool: t('file that waits', '待处理的文件', '待處理的檔案', 'archivo en espera'),
  backup: t('backup', '备份', '備份', 'copia de seguridad'),
};
