/** Being let into a cloud without a secret: what each cloud's edge offers of it. */

/** One step on the way in, which can be tried by itself. */
export interface SignInStep {
  /** What is tried: `prove to Azure who the collector is`. */
  readonly what: string;
  /** What it found; throws a `ProviderError` that says what is missing. */
  readonly work: () => Promise<string>;
}
