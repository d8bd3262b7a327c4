/** Catalogs as the build compiles them (`tools/build/catalogs.ts`). */
declare module '*.json?words' {
  import type { Messages } from '@lingui/core';

  export const messages: Messages;
}
