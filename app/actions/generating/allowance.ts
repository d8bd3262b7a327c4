/*
 * Many pictures with one press, as in a comparison: nobody is asked in between, so what they may cost is agreed on before.
 */
import { roundedDollars } from '../../../core/remote/index.ts';

/** What is left of the money that the person has agreed to pay for a row of pictures. */
export interface Allowance {
  /** False, and nothing is taken, where it is more than what is left. */
  take(dollars: number): boolean;
}

/** @param dollars - US dollars for the whole row; 0 where nothing was agreed on */
export function allowanceOf(dollars: number): Allowance {
  let left = dollars;
  return {
    take(price) {
      if (roundedDollars(price) > roundedDollars(left)) return false;
      left -= price;
      return true;
    },
  };
}
