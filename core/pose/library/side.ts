/** Which side of a body. */
export type Side = 'right' | 'left';
