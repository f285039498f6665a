#!/usr/bin/env node
// Node 20 reads no TypeScript by itself; resolved from this file, so that it works from any working directory.
import { register } from 'tsx/esm/api';

// The SDK's releases are pinned: which Node a later one will want is no news for a user.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
// That there is no metadata server here is no news either: where credentials are missing, the command says so.
const [print] = process.listeners('warning');
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'MetadataLookupWarning') print?.(warning);
});
register();
await import('./cadastre.ts');
