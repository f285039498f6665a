/** Tells the register's tests where the DynamoDB is that was started for them. */
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly registerEndpoint: string;
  }
}

process.env.REGISTER_ENDPOINT = inject('registerEndpoint');
