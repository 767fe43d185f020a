import { TextLink } from "./_ui/text-link";

/** One page for what is absent and for what is not yours: it confirms neither. Next's own has a style element without a nonce. */
export default function NotFound() {
  return (
    <main className="main" id="main">
      <h1>This does not exist, or you may not see it.</h1>
      <p className="below">Check the address, or go <TextLink href="/" underlined>back to the start</TextLink>.</p>
    </main>
  );
}
