/** The address of somebody whose row was read with it; who may not read it does not come here. */
export function emailOf({ email }: { email: { address: string } | null }): string {
  if (!email) throw new Error('An address was asked for that is not there, or not theirs to read');
  return email.address;
}
