interface FactProps {
  readonly name: string;
  readonly value: string;
}

/** A name and its value, in a description list. */
export function Fact({ name, value }: FactProps): React.JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
