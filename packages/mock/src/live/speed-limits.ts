/** How slow and how fast the clock of a live mock may be, as the description of the control has it. */
export const slowest = 0.001;
export const fastest = 10_000;
