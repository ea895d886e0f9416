import type { DecisionLetterText } from '@/lib/workflow/decision-letter';

/** A letter about a decision, as the town reads it. */
export function LetterRead({ letter, title }: { letter: DecisionLetterText; title?: React.ReactNode }) {
  return (
    <article className="decision-letter">
      {title}
      <p>
        <b>{letter.subject}</b>
      </p>
      {letter.paragraphs.map((paragraph, index) => (
        <p key={index} className="doc whitespace-pre-line">
          {paragraph}
        </p>
      ))}
    </article>
  );
}
