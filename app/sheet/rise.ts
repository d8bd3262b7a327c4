/** How far the sheet with words and settings stands out: prompt and button, half of the screen, or all but its head. */
export type Rise = 'peek' | 'half' | 'full';

/** Where a press of the handle brings it. */
export const NEXT_RISE: Readonly<Record<Rise, Rise>> = { peek: 'half', half: 'full', full: 'peek' };
