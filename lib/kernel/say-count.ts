/** What waits somewhere is counted no further: nobody acts on the thousandth, and counting would cost more the longer a study goes on. */
export const MOST_COUNTED = 999;

/** "12"; "999+" of more than were counted. */
export const sayCount = (count: number): string => (count > MOST_COUNTED ? `${MOST_COUNTED}+` : String(count));
