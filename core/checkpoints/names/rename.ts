/** A tensor under the name that our graphs ask for. */
export interface Renamed {
  readonly name: string;
  /** Is it used as a matrix, however it is written? A 1x1 kernel [o, i, 1, 1] is then [o, i]. */
  readonly matrix?: boolean;
}

/** Gives a tensor's name in diffusers, or undefined for one that our graphs have no use for. */
export type Rename = (name: string) => Renamed | undefined;
