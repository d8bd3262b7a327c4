/** Lets timers and answers that are due go on, as many times; a machine that stands still for a while changes nothing. */
export async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setTimeout(resolve, 1));
}
