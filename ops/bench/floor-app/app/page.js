export const dynamic = "force-dynamic";

/** F2: a page that is drawn on the server for each request, and has nothing to read. */
export default function Page() {
  return <main><h1>Floor</h1><p>Drawn at {new Date().toISOString()}</p></main>;
}
