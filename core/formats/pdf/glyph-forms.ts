/**
 * Characters that only say how something is drawn, which fonts give in place of the characters that are meant: forms of Arabic
 * letters in a word, ligatures, radicals that look like ideographs.
 */
const FORMS = /[\u2e80-\u2fd5\ufb00-\ufb4f\ufb50-\ufdef\ufe70-\ufefc]/g;

/** Radicals that normalisation leaves as they are, and the ideographs in their place (EquivalentUnifiedIdeograph.txt of Unicode 15). */
const RADICALS =
  '⺁⺂⺃⺄⺅⺆⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺯⺰⺱⺲⺳⺴⺶⺹⺺⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆' +
  '⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳';
const IDEOGRAPHS =
  '厂乛乚乙亻冂刀刂卜㔾小小兀尣尢巳幺彑忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王目示礻糹纟罓罒㓁冗羊耂肀聿肉艹艹艹虎衤覀西见角' +
  '讠贝车辶辶辶邑钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟';

/** The text as it would be typed. What pdf.js does for some of these characters, for the others. */
export function withoutForms(text: string): string {
  return text.replace(FORMS, (form) => {
    const radical = RADICALS.indexOf(form);
    return radical === -1 ? form.normalize('NFKC') : (IDEOGRAPHS[radical] ?? form);
  });
}
