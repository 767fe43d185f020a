import { Modal } from "@/app/_ui/modal.client";
import { TextLink } from "@/app/_ui/text-link";
import { KEYS } from "./keys";

const PLACES = [...new Set(KEYS.map(({ where }) => where))];

/** Every key of a form, by where it works. */
export function KeysOverlay({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys of a form" size="xl">
      <div className="dialog-body keys-list">
        {PLACES.map((place) => (
          <section key={place} aria-label={place}>
            <h3>{place}</h3>
            <dl>
              {KEYS.filter(({ where }) => where === place).map(({ keys, does }) => <div key={keys}><dt><kbd>{keys}</kbd></dt><dd>{does}</dd></div>)}
            </dl>
          </section>
        ))}
        <p>More is under <TextLink href="/help" underlined>Help</TextLink>: what the signs mean, whom to ask, your first patient. What is typed here is kept.</p>
        <p className="dim">On a Mac, Option is Alt and Cmd Enter also saves and goes on. Keys that write with AltGr are left alone.</p>
      </div>
    </Modal>
  );
}
