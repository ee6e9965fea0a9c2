import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { order400Before409 } from './order/400-before-409.ts';
import { order401First } from './order/401-first.ts';
import { order403Before404 } from './order/403-before-404.ts';
import { order404Before400 } from './order/404-before-400.ts';
import { order404Before415 } from './order/404-before-415.ts';
import { order405WithoutLookUp } from './order/405-without-look-up.ts';
import { order406Before400 } from './order/406-before-400.ts';
import { order413Before400 } from './order/413-before-400.ts';
import { order415Before400 } from './order/415-before-400.ts';
import { order415Before413 } from './order/415-before-413.ts';

/** The checks of `order`. A requirement without one does not compile. */
export const orderChecks = {
  'order/401-first': order401First,
  'order/403-before-404': order403Before404,
  'order/404-before-415': order404Before415,
  'order/404-before-400': order404Before400,
  'order/405-without-look-up': order405WithoutLookUp,
  'order/406-before-400': order406Before400,
  'order/415-before-413': order415Before413,
  'order/415-before-400': order415Before400,
  'order/413-before-400': order413Before400,
  'order/400-before-409': order400Before409,
} as const satisfies Record<Extract<RequirementId, `order/${string}`>, Check>;
