/** A guide as it stands in the site. */
export interface Guide {
  /** The name of its file without the extension, and so of its page. */
  readonly name: string;
  /** Its first heading, as text. */
  readonly title: string;
  /** What follows that heading, as HTML. Links to other guides are relative to the folder of the site. */
  readonly html: string;
  readonly headings: readonly Heading[];
}

/** A place in a guide that a link may lead to. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
}
