export { ownerLeft as default } from './owners.ts';
