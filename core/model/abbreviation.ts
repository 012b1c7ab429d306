/**
 * Which full stops do not end a sentence, and which words show that one ended after all. English news usage,
 * with a few common abbreviations of German, French and Spanish.
 */

/** A name or a case number always follows. */
const BEFORE_NAMES = set(`
  Dr Mr Mrs Ms Mx Messrs Prof Rev Fr Hon Sen Sens Rep Reps Gov Govs Gen Lt Col Maj Capt Cmdr Cpl Sgt Pvt Adm Brig
  Supt Insp Det Pres Amb Atty St Ste Mt Ft v vs cf e.g i.e viz Hr Fr Hrn M Mme Mlle Sr Sra Srta Dra
`);
/** A number follows where the stop belongs to the abbreviation. */
const BEFORE_NUMBERS = set(`
  No Nos no nos Nr nr Art art Sec sec Fig fig Vol vol Ch ch p pp par para approx ca c Jan Feb Mar Apr Jun Jul Aug
  Sep Sept Oct Nov Dec
`);
/** May end a sentence or not: the next word tells. */
const EITHER_WAY = set(`
  Inc Corp Ltd Co Cos LLC Bros Jr Sr Esq etc al Ave Blvd Rd Dept Univ Assn Bldg a.m p.m A.M P.M Ph.D M.D B.A M.A
  D.C U.S U.K U.N E.U U.S.A bzw usw z.B d.h
`);
/** Words that begin sentences and hardly ever stand after an abbreviation within one. */
const OPENERS = set(`
  A An The This That These Those There Here He She It They We You I His Her Its Their Our My Your And But Or So Yet
  If In On At By For From With Without To As After Before During While When Where Who What Why How Since Although
  Though However Meanwhile Moreover Instead Also Then Now Not No Yes Some Many Most Several Both Each Every All Any
  Other Others Another One Two Such According Under Over Among Despite Because Until Asked Officials Police
`);

function set(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/u));
}

/** Whether the stop at the end of `before` may belong to an abbreviation or an initial. Both may be cut off. */
export function staysOpen(before: string, after: string): boolean {
  const token = lastToken(before);
  if (token === null) return false;
  if (BEFORE_NUMBERS.has(token)) return /^\p{Number}/u.test(after);
  return BEFORE_NAMES.has(token) || EITHER_WAY.has(token) || isInitials(token);
}

/** Whether what follows an abbreviation begins a new sentence all the same. */
export function opensSentence(after: string, before: string): boolean {
  const token = lastToken(before);
  if (token === null || BEFORE_NAMES.has(token) || BEFORE_NUMBERS.has(token)) return false;
  const word = /^["'“‘(]*(\p{Letter}+)/u.exec(after)?.[1];
  return word !== undefined && OPENERS.has(word);
}

/** `J`, `J.K`, `U.S.A`: single capitals with stops between. */
function isInitials(token: string): boolean {
  return /^\p{Uppercase}(?:\.\p{Uppercase})*$/u.test(token);
}

/** The word before the final stop, without it; `null` where the text does not end with a single stop. */
function lastToken(before: string): string | null {
  return /(?:^|[\s"'“‘([«—–/-])((?:\p{Letter}+\.)*\p{Letter}+)\.\s*$/u.exec(before)?.[1] ?? null;
}
