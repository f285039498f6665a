/** What reading Azure needs. A test compares it with the calls that are made. */

/** Everything is read by Resource Graph, counted as this, which shows what the identity may read and no more. */
export const graphNeed = {
  call: 'arg:resources',
  permission: 'Microsoft.ResourceGraph/resources/read',
  why: 'Asks Resource Graph, which shows what the identity may read and nothing else.',
} as const;

/** Resource Graph says nothing of what it leaves out: what may be read is asked before that is believed to be gone. */
export const permissionsNeed = {
  call: 'arm:permissions',
  permission: 'Microsoft.Authorization/permissions/read',
  why: 'Tells, for runs and for `cadastre doctor`, which types may be read.',
} as const;

/** The permission by which Resource Graph shows resources of an ARM type; `*` is every type. */
export const readPermission = (type: string): string => `${type}/read`;
