/** Why a text is no XML that is read here; caught where the reading begins. */
export class XmlFault extends Error {
  constructor(readonly line: number, message: string) {
    super(message);
  }
}
