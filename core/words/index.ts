export { asEnglish, distinct, english } from './english.ts';
export {
  type Counted,
  counted,
  type CountForms,
  inMessage,
  isWords,
  named,
  pluralPlace,
  verbatim,
  type Words,
  words,
  type WordsValue,
} from './words.ts';
