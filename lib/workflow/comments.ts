/** Who reads a comment: the town and the program, or the program alone. */
export type Audience = 'shared' | 'internal';

export type CommentView = {
  id: string;
  step: string;
  audience: Audience;
  text: string;
  author: string;
  fromTown: boolean;
  at: Date;
};

/** A comment with its answers, oldest first, and who settled it. */
export type ThreadView = CommentView & {
  resolved: { by: string; at: Date } | null;
  /** The reader may settle it: they asked, or they are on the program’s side. */
  settles: boolean;
  answers: CommentView[];
};

type Row = CommentView & { parent: string | null } & Pick<ThreadView, 'resolved' | 'settles'>;

/** Comments as threads of one level, oldest first; an answer to what one may not read is not shown either. */
export function threadsOf(rows: readonly Row[]): ThreadView[] {
  const plain = ({ id, step, audience, text, author, fromTown, at }: Row): CommentView => ({
    id,
    step,
    audience,
    text,
    author,
    fromTown,
    at,
  });
  return rows
    .filter((row) => row.parent === null)
    .map((row) => ({
      ...plain(row),
      resolved: row.resolved,
      settles: row.settles,
      answers: rows.filter((one) => one.parent === row.id && one.audience === row.audience).map(plain),
    }));
}
