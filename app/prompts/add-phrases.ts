/** Adds the phrases between commas that a text does not have yet. */
export function addPhrases(text: string, phrases: string): string {
  const present = new Set(phrasesOf(text).map((phrase) => phrase.toLowerCase()));
  const added = phrasesOf(phrases).filter((phrase) => !present.has(phrase.toLowerCase()));
  const kept = text.trim().replace(/[\s,]+$/, '');
  return [...(kept === '' ? [] : [kept]), ...added].join(', ');
}

function phrasesOf(text: string): string[] {
  return text
    .split(',')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}
