const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a part of an address can be an id: what cannot is not asked of the database, which would refuse it as an error. */
export const isUuid = (text: string): boolean => UUID.test(text);
