#!/usr/bin/env node
// Node 20 reads no TypeScript by itself; resolved from this file, so that it works from any working directory.
import { register } from 'tsx/esm/api';

register();
await import('./cadastre.ts');
