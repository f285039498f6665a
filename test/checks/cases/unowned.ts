export { unowned as default } from './owners.ts';
