/** Texts of taking the register out, in four languages. */
import type { Language } from '../../../model/labels.ts';
import { formatNumber } from '../../internal/formats.ts';
import type { TextsOf } from '../../internal/strings/texts.ts';

const number = (language: Language, n: number): string => formatNumber(language, n);
const en = {
  title: 'Export what is shown', format: 'Format', which: 'Which', take: 'Export', running: 'The file is being made…', done: 'The file is here.', failed: 'The file could not be made. Try again.',
  formats: { xlsx: 'Excel workbook (.xlsx)', csv: 'Table of text (.csv)', vcf: 'Address cards (.vcf)', json: 'Everything, for programs (.jsonl)' },
  ticked: (n: number) => (n === 1 ? 'the one that is ticked' : `the ${number('en', n)} that are ticked`), found: (n: number) => (n === 1 ? 'the one that was found' : `all ${number('en', n)} that were found`),
  roundtrip: 'to be worked on and brought back: changed cells are merged', columns: 'With the columns of this list.', whole: 'With everything that you may see.', recorded: 'Who takes what out is recorded.',
};
type Words = TextsOf<typeof en>;
const TEXTS: Readonly<Record<Language, Words>> = Object.freeze({
  en,
  'zh-Hans': {
    title: '导出所示内容', format: '格式', which: '范围', take: '导出', running: '正在生成文件…', done: '文件已生成。', failed: '未能生成文件，请重试。',
    formats: { xlsx: 'Excel 工作簿 (.xlsx)', csv: '文本表格 (.csv)', vcf: '名片 (.vcf)', json: '全部内容，供程序使用 (.jsonl)' },
    ticked: (n) => `已勾选的 ${number('zh-Hans', n)} 位`, found: (n) => `找到的全部 ${number('zh-Hans', n)} 位`,
    roundtrip: '可修改后再导回：合并改动过的单元格', columns: '包含此表的列。', whole: '包含您可查看的全部内容。', recorded: '谁导出了什么会有记录。',
  },
  'zh-Hant': {
    title: '匯出所示資料', format: '格式', which: '範圍', take: '匯出', running: '正在產生檔案…', done: '檔案已產生。', failed: '未能產生檔案，請再試一次。',
    formats: { xlsx: 'Excel 活頁簿 (.xlsx)', csv: '文字表格 (.csv)', vcf: '名片 (.vcf)', json: '全部資料，供程式使用 (.jsonl)' },
    ticked: (n) => `已勾選的 ${number('zh-Hant', n)} 位`, found: (n) => `找到的全部 ${number('zh-Hant', n)} 位`,
    roundtrip: '可修改後再匯回：合併改過的儲存格', columns: '包含此清單的欄位。', whole: '包含您可檢視的全部資料。', recorded: '誰匯出了什麼會留下紀錄。',
  },
  es: {
    title: 'Exportar lo que se muestra', format: 'Formato', which: 'Cuáles', take: 'Exportar', running: 'Se está haciendo el archivo…', done: 'El archivo está aquí.', failed: 'No se pudo hacer el archivo. Inténtalo de nuevo.',
    formats: { xlsx: 'Libro de Excel (.xlsx)', csv: 'Tabla de texto (.csv)', vcf: 'Tarjetas de contacto (.vcf)', json: 'Todo, para programas (.jsonl)' },
    ticked: (n) => (n === 1 ? 'el marcado' : `los ${number('es', n)} marcados`), found: (n) => (n === 1 ? 'el encontrado' : `los ${number('es', n)} encontrados`),
    roundtrip: 'para trabajar en él y traerlo de vuelta: se unen las celdas cambiadas', columns: 'Con las columnas de esta lista.', whole: 'Con todo lo que puedes ver.', recorded: 'Queda registrado quién saca qué.',
  },
});
export const exportTexts = (language: Language): Words => TEXTS[language];
