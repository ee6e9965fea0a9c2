import type { Compilable, CompiledQuery } from 'kysely';

/** Stands where a value will stand, while the statement is built and compiled. */
class Placeholder {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** Gives the placeholder of an argument the type of that argument, so that the builder checks its use. */
export type Argument<Arguments> = <Name extends keyof Arguments & string>(name: Name) => Arguments[Name];

/**
 * Builds and compiles a statement once and binds it many times: building one anew costs more than SQLite needs to
 * run it.
 */
export function prepareQuery<Arguments extends object, Row>(
  build: (argument: Argument<Arguments>) => Compilable<Row>,
): (given: Arguments) => CompiledQuery<Row> {
  let compiled: CompiledQuery<Row> | undefined;
  return (given) => {
    compiled ??= build((name) => new Placeholder(name) as never).compile();
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Placeholder ? given[parameter.name as keyof Arguments] : parameter,
    );
    return { ...compiled, parameters };
  };
}
