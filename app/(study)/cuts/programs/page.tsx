import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { PageHeader } from "@/app/_ui/page-header";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { SCOPES, TOKEN_SCOPES } from "@/lib/access/token-scopes";
import { EXAMPLE_SCRIPTS } from "@/lib/exports/example-scripts";
import { asReader } from "@/lib/server/page";
import { ownOrigin } from "@/lib/server/own-origin";
import "./programs.css";

export const metadata = { title: "Cuts for programs" };

const ADDRESSES = [
  { address: "/api/v1/cuts", says: "every cut, newest first", scope: TOKEN_SCOPES.cuts.title },
  { address: "/api/v1/cuts/CUT", says: "one cut by its id or name: counts, and each file of each format with size, SHA-256 and address", scope: TOKEN_SCOPES.cuts.title },
  { address: "/api/v1/cuts/CUT/files/manifest.json", says: "its manifest", scope: TOKEN_SCOPES.cuts.title },
  { address: "/api/v1/cuts/CUT/formats/adam/dataset-json/adsl.json", says: "a dataset of SDTM or ADaM, or any file beside it", scope: TOKEN_SCOPES["dataset-json"].title },
  { address: "/api/v1/cuts/CUT/formats/odm-1-3-2/snapshot.xml", says: "ODM of either version", scope: TOKEN_SCOPES.odm.title },
  { address: "/api/v1/cuts/CUT/formats/archive/all-files.tar", says: "any other file; all-files.tar is all of a format", scope: TOKEN_SCOPES.files.title },
];
const COLUMNS = [{ key: "address", label: "GET" }, { key: "says", label: "Gives" }, { key: "scope", label: "Needs" }];

/** How a program reads cuts: the token, the addresses, and scripts to begin with. */
export default async function ProgramsPage() {
  await asReader("cut.read", async () => true);
  return (
    <>
      <PageHeader title="Cuts for programs" subtitle="R, Python, SAS or anything that speaks HTTP reads cuts as you do. Nothing can be changed this way." actions={<LinkButton href="/cuts">Data cuts</LinkButton>} />
      <Card title="The token" padded>
        <div className="stack">
          <p>Make one on the page <TextLink href="/account#tokens" underlined>Account</TextLink>, keep it in the environment variable ECRF_TOKEN of the program, and send it with each request:</p>
          <pre className="programs-code">{`curl -H "Authorization: Bearer $ECRF_TOKEN" ${ownOrigin}/api/v1/cuts`}</pre>
          <ul className="programs-list">{SCOPES.map((scope) => <li key={scope}><strong>{TOKEN_SCOPES[scope].title}</strong>: {TOKEN_SCOPES[scope].says}{scope === "cuts" && "; every token reaches this"}</li>)}</ul>
          <p>A token that is unknown, revoked, past its day, made for something else, or whose owner may no longer read cuts gets the same answer: 401. 404: there is no such cut or file, or the format was not written yet. 429: wait as many seconds as Retry-After says.</p>
        </div>
      </Card>
      <Card title="Addresses">
        <DataTable caption="Addresses" columns={COLUMNS} className="table-stacked">
          {ADDRESSES.map(({ address, says, scope }) => <tr key={address}><td><code className="programs-address">{address}</code></td><td>{says}</td><td data-label="Needs">{scope}</td></tr>)}
        </DataTable>
      </Card>
      <Card title="Scripts" note="also in every archive package">
        <DataTable caption="Scripts" columns={[{ key: "language", label: "Language" }, { key: "says", label: "Gives" }, { key: "get", label: "Download", unseen: true }]} className="table-stacked">
          {EXAMPLE_SCRIPTS.map(({ file, language, says }) => (
            <tr key={file}><td>{language}</td><td>{says}</td><td className="number"><LinkButton href={`/cuts/programs/${file}`} small download label={`Download ${file}`}>Download</LinkButton></td></tr>
          ))}
        </DataTable>
      </Card>
    </>
  );
}
