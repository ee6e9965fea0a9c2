/** The longest time that `Prefer: wait` holds an answer, as the contract fixes it. */
export const longestWaitSeconds = 60;
