export { asEnglish, english } from './english.ts';
export {
  type Counted,
  counted,
  type CountForms,
  inMessage,
  isWords,
  pluralPlace,
  verbatim,
  type Words,
  words,
  type WordsValue,
} from './words.ts';
