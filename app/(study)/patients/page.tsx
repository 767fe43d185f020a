import { z } from "zod";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton } from "@/app/_ui/text-link";
import { can } from "@/lib/access/permissions";
import { readMatrix } from "@/lib/entries/read-matrix";
import { asReader } from "@/lib/server/page";
import { statesToActOn } from "./acts-on";
import { Board } from "./board.client";
import { makeSheet } from "./make-sheet";
import { visitChoices } from "./matrix-columns";
import { NewPatient } from "./new-patient.client";
import { readSheetView } from "./read-sheet-view";

export const metadata = { title: "Patients" };

const Visit = z.string().max(10).regex(/^[A-Z0-9]+$/).nullable().catch(null);

/** The first look is drawn here; what narrows, orders and scrolls after it is the browser's, which asks for the patients that are not in it. */
export default async function PatientsPage({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  const given = await searchParams;
  const visit = Visit.parse(given["visit"] ?? null);
  const { matrix, actsOn } = await asReader("patient.read", async (tx, actor) => ({ matrix: await readMatrix(tx, actor, visit), actsOn: statesToActOn((verb) => can(actor, verb)) }));
  const { counts, sites } = matrix;
  const creatable = sites.filter(({ mayCreate }) => mayCreate);
  const { randomised, screening, screen_failed: failures } = counts;
  return (
    <>
      <PageHeader title="Patients" subtitle={`${sites.length === 1 ? `Site ${sites[0]?.code}` : `${sites.length} sites`} · ${randomised} randomised, ${screening} in screening${failures === 0 ? "" : `, ${failures} screen ${failures === 1 ? "failure" : "failures"}`} · newest first`}
        actions={creatable.length > 0 && <NewPatient sites={creatable} opened={given["new"] === "1"} />} />
      {randomised + screening + failures === 0
        ? <NoPatients mayCreate={creatable.length > 0} />
        : <Board key={visit ?? ""} sheet={makeSheet(matrix, visit)} given={readSheetView({ ...BLANK, ...given })} visits={visitChoices(matrix.visits)} actsOn={actsOn} />}
    </>
  );
}

const BLANK = { number: "", site: "", arm: "", disease: "", best: "", exposure: "", at: "", sort: "" };

/** What a site sees before its first patient: what will stand here, and how it begins. */
const NoPatients = ({ mayCreate }: { readonly mayCreate: boolean }) => mayCreate
  ? (
    <EmptyState title="No patient yet" actions={<LinkButton href="/protocol">How the study runs</LinkButton>}>
      Press New patient: the next number of the site is given and the screening forms stand ready. After that every patient is a line here and every visit a cell that shows what is done, due or asked.
    </EmptyState>
  )
  : <EmptyState title="No patient yet">Patients appear here when a site adds the first one; no name, initials or date of birth is ever recorded.</EmptyState>;
