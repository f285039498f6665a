#!/usr/bin/env node
// Node 20 reads no TypeScript by itself; resolved from this file, so that it works from any working directory.
import { register } from 'tsx/esm/api';

// Until a command has something to finish, Ctrl-C ends it at once: with a sentence, whatever is being imported or read.
const exits = { SIGINT: 130, SIGTERM: 143 };
for (const [name, code] of Object.entries(exits))
  process.on(name, () => {
    process.stderr.write('cadastre: stopped; the register is as it was.\n');
    process.exit(code);
  });

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
