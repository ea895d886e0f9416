/** The strip above the masthead that says what is invented; only in the demonstration. */
export function DemoStrip({ children }: { children: React.ReactNode }) {
  return (
    <aside className="demo" aria-label="Demonstration">
      <div className="wrap">
        <b>Demonstration.</b> {children}
      </div>
    </aside>
  );
}
