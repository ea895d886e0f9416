type Block =
  | string
  | { link: string; label: string }
  | { facts: [string, string][] }
  | { title: string; items: { text: string; link?: string }[] };

function Part({ block }: { block: Block }) {
  if (typeof block === 'string') return <p>{block}</p>;
  if ('link' in block)
    return (
      <p>
        <a href={block.link}>{block.label}</a>
      </p>
    );
  if ('items' in block)
    return (
      <div>
        <p>
          <b>{block.title}</b>
        </p>
        <ul className="list-disc pl-5">
          {block.items.map(({ text, link }, index) => (
            <li key={index}>{link ? <a href={link}>{text}</a> : text}</li>
          ))}
        </ul>
      </div>
    );
  return (
    <dl className="letter-facts">
      {block.facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a letter says, as it was sent. */
export function LetterText({ greeting, body }: { greeting?: string; body: Block[] }) {
  return (
    <div className="letter">
      {greeting && <p>{greeting}</p>}
      {body.map((block, index) => (
        <Part key={index} block={block} />
      ))}
    </div>
  );
}
