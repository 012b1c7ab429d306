import type { ColumnRole } from '#model/column-role.ts';
import { foldHeader } from './fold-header.ts';

type NamedRole = Exclude<ColumnRole, 'metadata' | 'left-out'>;

/** What people and programs call the columns of articles, in the languages that analysts read. */
const WORDS: Readonly<Record<NamedRole, string>> = {
  text: `text|full text|body|body text|main text|raw text|plain text|clean text|article body|content|contents|story|transcript
    |Volltext|Inhalt|Haupttext|Textkörper|Fließtext|texte|texte intégral|contenu|corps|corps du texte|texto|texto completo|cuerpo
    |contenido|conteúdo|corpo|testo|contenuto|tekst|inhoud|treść|brödtext|innehåll|indhold|innhold|teksti|sisältö|szöveg
    |tartalom|obsah|text článku|текст|полный текст|текст статьи|содержание|текст статті|зміст|κείμενο|περιεχόμενο|metin|içerik
    |nội dung|văn bản|isi|teks|เนื้อหา|पाठ|सामग्री|النص|نص|المحتوى|محتوى|متن|محتوا|טקסט|תוכן|正文|全文|内容|內容|文本|文章|本文|記事本文
    |본문|내용|기사 본문|기사`,
  title: `title|headline|head|heading|hed|subject|Titel|Überschrift|Schlagzeile|titre|titulo|título|titular|encabezado|manchete
    |titolo|kop|rubrik|otsikko|overskrift|tytuł|nagłówek|nadpis|titulek|cím|заголовок|название|назва|τίτλος|başlık|tiêu đề|judul
    |หัวข้อ|ชื่อเรื่อง|शीर्षक|العنوان|عنوان|כותרת|标题|標題|題名|タイトル|見出し|제목`,
  publisher: `publisher|source|outlet|newspaper|publication|medium|media|source name|news source|site|site name|news outlet|journal
    |Herausgeber|Quelle|Zeitung|Verlag|éditeur|média|medio|fuente|periódico|diario|fonte|editora|jornal|veículo|editore|testata
    |giornale|bron|krant|uitgever|källa|tidning|lähde|lehti|kilde|avis|źródło|wydawca|gazeta|zdroj|forrás|источник|издание|издатель
    |сми|джерело|видання|πηγή|kaynak|gazete|yayıncı|nguồn|sumber|แหล่งที่มา|स्रोत|المصدر|الناشر|الصحيفة|منبع|ناشر|מקור|מוציא לאור|来源|來源|媒体
    |媒體|报纸|報紙|出版社|情報源|新聞|新聞社|媒体名|출처|언론사|매체`,
  author: `author|authors|byline|writer|creator|reporter|journalist|Autor|Autoren|Autorin|Verfasser|Verfasserin|auteur|auteurs
    |autores|autora|autore|autori|schrijver|författare|skribent|forfatter|kirjoittaja|szerző|автор|авторы|автори|συγγραφέας|yazar
    |muhabir|tác giả|penulis|ผู้เขียน|लेखक|المؤلف|الكاتب|نویسنده|מחבר|כותב|作者|记者|記者|著者|筆者|저자|기자|글쓴이`,
  url: `url|link|uri|href|permalink|web link|address|web address|Webadresse|lien|enlace|ссылка|посилання|σύνδεσμος|bağlantı|liên kết
    |tautan|ลิงก์|लिंक|الرابط|رابط|לינק|קישור|链接|連結|网址|網址|リンク|링크|주소`,
  published: `date|published|published at|published on|published date|publication date|publish date|pub date|date published
    |date of publication|datetime|timestamp|Datum|veröffentlicht|Veröffentlichungsdatum|veröffentlicht am|Erscheinungsdatum
    |date de publication|publié le|fecha|fecha de publicación|publicado|data|data de publicação|publicado em|data di pubblicazione
    |publicatiedatum|dato|publiceringsdatum|päivämäärä|data publikacji|datum vydání|dátum|дата|дата публикации|опубликовано
    |дата публікації|ημερομηνία|tarih|yayın tarihi|ngày|ngày đăng|tanggal|วันที่|तारीख|दिनांक|التاريخ|تاريخ|تاريخ النشر|תאריך|תאריך פרסום
    |日期|发布日期|發布日期|发布时间|发表时间|日付|公開日|掲載日|発行日|날짜|게시일|작성일|발행일`,
  language: `language|lang|language code|lang code|locale|Sprache|langue|idioma|lingua|lengua|taal|språk|sprog|kieli|język|jazyk|nyelv
    |язык|мова|γλώσσα|dil|ngôn ngữ|bahasa|ภาษา|भाषा|اللغة|زبان|שפה|语言|語言|言語|언어`,
  id: `id|doc id|document id|article id|uid|uuid|guid|identifier|key|Kennung|identifiant|identificador|identificativo|identyfikator
    |идентификатор|ідентифікатор|編號|编号|番号|번호|معرف|מזהה`,
};

const ROLE_OF: ReadonlyMap<string, NamedRole> = new Map(
  (Object.entries(WORDS) as [NamedRole, string][]).flatMap(([role, words]) =>
    words.split('|').map((word) => [foldHeader(word), role] as const),
  ),
);

/** What programs put before or after such a name: `article_title`, `news source`, `title_en`. */
const AROUND = /^(?:the|article|artikel|news|post|story|doc|document|item|page)|(?:article|en|original|raw)$/;

/** The role that the name of a column suggests; `null` where it suggests none. */
export function roleOfName(name: string): NamedRole | null {
  const folded = foldHeader(name);
  return ROLE_OF.get(folded) ?? ROLE_OF.get(folded.replace(AROUND, '')) ?? null;
}
