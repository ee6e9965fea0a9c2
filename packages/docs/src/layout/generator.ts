/** What wrote a page, as it says in a `meta` element: by this a later run knows what it may replace. */
export const generator = 'jobwire docs';
