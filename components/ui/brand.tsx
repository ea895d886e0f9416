import { Mark } from './mark';

/** The mark with the portal's name beside it. */
export function Brand() {
  return (
    <>
      <Mark />
      <span>
        <b>Town Green</b>
        <small>Certification portal of Sustainable CT</small>
      </span>
    </>
  );
}
