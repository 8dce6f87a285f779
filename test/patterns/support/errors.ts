/** Asserts that a pattern refuses something of workload `shop/api`: the field, the value, and that it names a fix. */
export function expectRefused(run: () => unknown, said: { readonly field: string; readonly value?: unknown }): void {
  const error: unknown = expect.objectContaining({
    name: 'CharthouseError', path: 'shop/api', fix: expect.stringMatching(/\w/), ...said,
  });
  expect(run).toThrow(error as Error);
}
