/** A browser without a page: keeps cookies per host and goes wherever it is sent. */
export class CookieJar {
  readonly #kept = new Map<string, Map<string, string>>();

  of(address: string): string {
    return [...(this.#kept.get(new URL(address).host) ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
  }
  get(address: string, name: string): string | undefined {
    return this.#kept.get(new URL(address).host)?.get(name);
  }
  forget(address: string): void {
    this.#kept.delete(new URL(address).host);
  }
  /** One request; redirects are not followed. */
  async fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(address, { ...init, redirect: "manual", headers: { ...init.headers, cookie: this.of(address) } });
    this.keep(address, answer.headers);
    return answer;
  }
  keep(address: string, headers: Headers): void {
    const { host } = new URL(address);
    const kept = this.#kept.get(host) ?? new Map<string, string>();
    for (const line of headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(/; */);
      const name = pair.slice(0, pair.indexOf("="));
      if (attributes.some((each) => /^(max-age=0|expires=thu, 01 jan 1970.*)$/i.test(each))) kept.delete(name);
      else kept.set(name, pair.slice(name.length + 1));
    }
    this.#kept.set(host, kept);
  }
  /** Follows redirects to the last address. */
  async follow(address: string, init: RequestInit = {}): Promise<{ readonly address: string; readonly answer: Response }> {
    let [at, answer] = [address, await this.fetch(address, init)];
    for (let hops = 0; hops < 12; hops++) {
      const to = answer.headers.get("location");
      if (to === null) break;
      at = new URL(to, at).href;
      answer = await this.fetch(at);
    }
    return { address: at, answer };
  }
}
