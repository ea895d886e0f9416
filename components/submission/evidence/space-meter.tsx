import type { Space } from '@/lib/workflow/evidence';
import { fileSize } from '@/lib/words';

/** How much of a town's room its files take up, in words and a bar. */
export function SpaceMeter({ space: { used, most } }: { space: Space }) {
  return (
    <div className="space">
      <p id="space" className="small soft">
        {fileSize(used)} of {fileSize(most)} taken up by this town’s files.
      </p>
      <meter aria-labelledby="space" min={0} max={most} high={most * 0.9} optimum={0} value={Math.min(used, most)} />
    </div>
  );
}
