/** The directory as a listing of people: where it is held, it is told and confirmed as any held listing is. */
export const DIRECTORY = { partition: 'owners', listing: 'directory' } as const;
