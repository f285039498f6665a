export { unknownOwner as default } from './owners.ts';
