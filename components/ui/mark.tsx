/** The mark of Town Green on a deep ground: three lawns between three roads. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <g fill="#fff" stroke="#fff" strokeLinejoin="round">
        <path d="M2.4 5.3 12 3.9l-1.3 7-7.2 2.9z" />
        <path d="m14.8 3.4 6-.9.8 10.9-8.1-2.4z" />
      </g>
      <path
        fill="var(--color-leaf)"
        stroke="var(--color-leaf)"
        strokeLinejoin="round"
        d="m3.9 16.7 8.2-3.3 9.6 2.9.3 3.4-17.6 1.9z"
      />
    </svg>
  );
}
