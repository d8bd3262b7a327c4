/**
 * Number of the message contract, exchanged at start, so that a worker left over from an older build is
 * refused instead of misunderstood. Raise it with every change of `calls.ts` that an old side could misread.
 */
export const PROTOCOL_VERSION = 5;
