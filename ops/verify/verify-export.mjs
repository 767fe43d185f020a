#!/usr/bin/env node
// Verifies an exported trail (JSON lines) without the database: node verify-export.mjs FILE [--key PUBLIC_KEY] [--anchors anchors.jsonl]
// One file, nothing but Node. Exit 0: every chain in the file is as it was written. 1: something was altered, and where. 2: it could not look.
//
// What it checks: each event against its link (sha256 over the link before it and the event), each link against the one before, each event's values
// against the salted hash in the event, and each chain's end against the checkpoints that signed anchors cover. --key is the public key you were given
// by another way than this file (`anchor.pub` in the data folder, or the trail page); --anchors is a copy of the anchors that was kept elsewhere.
import { createHash, createPublicKey, verify } from "node:crypto";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
const hex = (text) => Buffer.from(text ?? "", "hex");
/** JSON as PostgreSQL writes jsonb: a blank after each comma. Only texts, whole numbers, nulls and lists of texts stand in what is hashed. */
const asStored = (value) => (Array.isArray(value) ? `[${value.map(asStored).join(", ")}]` : JSON.stringify(value ?? null));

/** The text whose hash a link is: form 1, or 2 when the event names the application that wrote it. */
export function canonical({ chain, seq, event: e }) {
  const version = e.appVersion ?? null;
  return asStored([version === null ? 1 : 2, seq, e.id, e.xid, chain, e.at, e.accountId, e.username, e.fullName, e.role, e.sessionId, e.action, e.table, e.row, e.op, e.siteId, e.patientId, e.fields,
    e.payloadHash, e.reason, e.requestId, ...(version === null ? [] : [version])]);
}

function signatureHolds({ signature, ...body }) {
  try {
    const der = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), Buffer.from(body.key, "base64")]);
    return verify(null, Buffer.from(JSON.stringify(body)), createPublicKey({ key: der, format: "der", type: "spki" }), Buffer.from(signature, "base64"));
  } catch { return false; }
}

/**
 * Reads the file once, line by line; what stays in memory is small: redactions, open questions and one summary per chain.
 * @param {AsyncIterable<string>} lines
 * @param {{ key?: string | null, anchors?: readonly string[] | null }} how `key`: the public key to trust; `anchors`: lines kept elsewhere
 */
export async function verifyExport(lines, how = {}) {
  const { key = null, anchors = null } = how;
  const state = { header: null, chains: new Map(), unproven: [], redactions: new Map(), problems: [], keys: new Set(), anchored: new Map(), events: 0, ended: false, current: null, at: 0 };
  for await (const line of lines) {
    state.at += 1;
    if (line === "") continue;
    let record;
    try { record = JSON.parse(line); } catch { state.problems.push(`line ${state.at} is not JSON: it was altered or cut short`); continue; }
    if (state.at === 1 && record.kind !== "header") throw new Error("This is no exported trail: its first line is no header.");
    ({ header: readHeader, event: readEvent, proof: readProof, chain: readChain, end: readEnd }[record.kind] ?? (() => state.problems.push(`line ${state.at} is of no known kind`)))(state, record, key);
  }
  if (!state.header) throw new Error("The file is empty.");
  if (!state.ended) state.problems.push("the file has no end: it was cut short");
  settleRedactions(state);
  if (anchors) compareOutside(state, anchors, key);
  return summary(state);
}

function readHeader(state, header) {
  if (header.format !== "ecrf-trail 1") throw new Error(`This verifier does not know the format ${header.format}.`);
  state.header = header;
}

const chainOf = (state, name) => {
  if (!state.chains.has(name)) state.chains.set(name, { events: 0, last: null, hash: null, whole: null, redacted: 0, proven: 0, hashes: new Map(), patient: null });
  return state.chains.get(name);
};

function readEvent(state, record) {
  const { chain: name, seq, prev, hash, event, salt, values } = record;
  const chain = chainOf(state, name);
  const at = state.at;
  const say = (problem) => state.problems.push(`line ${at}, ${nameOf(record)}, link ${seq}: ${problem}`);
  state.events += 1; chain.events += 1;
  const follows = chain.last === null ? seq === 1 : seq === chain.last + 1;
  if (state.header.whole && !follows && chain.whole !== false && !chain.gap) { say("a link before it is missing"); chain.gap = true; }
  if (state.header.whole && follows && prev !== (chain.hash ?? "")) say("it does not follow from the link before it");
  const content = sha256(hex(prev), canonical(record));
  const committed = values === null || values === undefined ? null : sha256(hex(salt), values);
  if (content !== hash || committed !== event.payloadHash) {
    state.unproven.push({ of: `${name} ${event.id}`, chain, content: content === hash ? null : content, committed, isValuesWhole: committed === event.payloadHash, say });
  }
  if (event.op === "R" && event.table === "audit.payload" && committed === event.payloadHash) noteRedaction(state, `${name} ${event.row}`, Number(event.id), JSON.parse(values));
  Object.assign(chain, { last: seq, hash });
  if (state.header.whole) chain.hashes.set(seq, hash);
}

/** The latest line about an event says by hash what stands in its place now. */
function noteRedaction(state, of, id, values) {
  if ((state.redactions.get(of)?.id ?? 0) > id) return;
  state.redactions.set(of, { id, payload: values.payload_hash?.new ?? null, content: values.content_hash?.new ?? null });
}

/** A checkpoint that remembers this chain: made of the leaves, covered by a signed anchor. */
function readProof(state, proof, key) {
  const chain = chainOf(state, proof.chain);
  const say = (problem) => state.problems.push(`line ${state.at}, checkpoint ${proof.checkpoint}: ${problem}`);
  const leaf = sha256(asStored([proof.chain, proof.seq, proof.hash]));
  const made = sha256(hex(proof.prev), asStored([2, proof.checkpoint, proof.ddl, proof.ddlHash, proof.leaves]));
  if (!proof.leaves.includes(leaf) || made !== proof.checkpointHash) say("it does not contain what it is said to contain");
  else if (chain.hashes.get(proof.seq) !== proof.hash) say(`it remembers link ${proof.seq} of this chain, which is missing here or different`);
  else if (proof.anchor && checkAnchor(state, proof, key, say)) chain.proven = Math.max(chain.proven, proof.seq);
}

function checkAnchor(state, { anchor: line, checkpoint, checkpointHash }, key, say) {
  const anchor = JSON.parse(line);
  state.keys.add(anchor.key);
  state.anchored.set(checkpoint, anchor.hash);
  if (!signatureHolds(anchor)) return say("its anchor's signature does not hold"), false;
  if (key && anchor.key !== key) return say("its anchor was signed with another key than the one given"), false;
  if (anchor.seq !== checkpoint || anchor.hash !== checkpointHash || anchor.study !== state.header.study) return say("its anchor is of something else"), false;
  return true;
}

/** Before the events of a chain: how far it should go. `whole` is false where the person who exported may not read all of it. */
function readChain(state, { chain: name, patient, lastSeq, lastHash, whole }) {
  leaveChain(state);
  Object.assign(chainOf(state, name), { patient, whole, lastSeq, lastHash });
  state.current = name;
}

function leaveChain(state) {
  const chain = state.chains.get(state.current);
  if (!chain) return;
  chain.hashes.clear();
  if (chain.whole && (chain.last !== chain.lastSeq || chain.hash !== chain.lastHash)) state.problems.push(`${nameOf({ chain: state.current, patient: chain.patient })} should end with link ${chain.lastSeq}, and ends with ${chain.last ?? "none"}`);
}

function readEnd(state, { events }) {
  leaveChain(state);
  state.ended = true;
  if (events !== state.events) state.problems.push(`the file says it holds ${events} events, and holds ${state.events}`);
}

/** An event, or its values, that is not what its link was made over: lawful when a later event of the same chain says so, and by which hash. */
function settleRedactions(state) {
  for (const { of, chain, content, committed, isValuesWhole, say } of state.unproven) {
    const redaction = state.redactions.get(of);
    const isContentLawful = content === null || redaction?.content === content;
    const areValuesLawful = isValuesWhole || (redaction !== undefined && (committed === null || redaction.payload === committed));
    if (isContentLawful && areValuesLawful) chain.redacted += 1;
    if (!isContentLawful) say("what it says of who, what, when or why was altered");
    if (!areValuesLawful) say(committed === null ? "its values are gone, and no redaction says so" : "its values were altered");
  }
}

/** Anchors kept elsewhere: the same checkpoint has the same hash, and none of them is from before this export and unknown to it. */
function compareOutside(state, lines, key) {
  const outside = lines.map((line) => { try { return JSON.parse(line); } catch { return null; } }).filter((line) => line?.anchor);
  const trusted = outside.filter((anchor) => signatureHolds(anchor) && (!key || anchor.key === key) && anchor.study === state.header.study);
  if (trusted.length < outside.length) state.problems.push(`${outside.length - trusted.length} of the anchors kept elsewhere are not signed as they should be, or belong to another study`);
  const different = trusted.filter(({ seq, hash }) => state.anchored.has(seq) && state.anchored.get(seq) !== hash);
  if (different.length > 0) state.problems.push(`checkpoint ${different[0].seq} is not the one that was anchored on ${different[0].time}: the trail before it was rewritten`);
  const known = state.header.lastCheckpoint ?? 0;
  const newer = trusted.filter(({ seq, time }) => seq > known && time < state.header.exportedAt);
  if (newer.length > 0) state.problems.push(`${newer.length} anchors from before this export, the first of ${newer[0].time}, are unknown to it: the trail was cut off, or an older one was put in its place`);
}

const nameOf = ({ chain, patient = null }) => (patient ? `patient ${patient}` : chain === "00000000-0000-0000-0000-000000000000" ? "the study's own chain" : `chain ${chain}`);

function summary({ header, chains, problems, events, keys }) {
  const rows = [...chains].map(([chain, { events: count, last, gap, redacted, proven, patient, whole }]) => ({ chain: nameOf({ chain, patient }), events: count, last, whole: whole === true && !gap, partial: whole === false, redacted, proven }));
  return { header, rows, events, problems, keys: [...keys] };
}

function print({ header, rows, events, problems, keys }, key) {
  const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  console.log(`Trail of study ${header.study?.slice(0, 12)}, exported ${header.exportedAt} by ${header.by}.`);
  for (const { chain, events: count, last, whole, partial, redacted, proven } of header.whole ? rows : []) {
    console.log(`  ${whole ? "whole  " : partial ? "in part" : "BROKEN "} ${chain}: ${plural(count, "event")}${redacted > 0 ? `, ${redacted} redacted` : ""}${proven > 0 ? `, anchored up to link ${proven} of ${last}` : ", not anchored yet"}`);
  }
  if (!header.whole) console.log(`  ${plural(events, "single event")} of ${plural(rows.length, "chain")}, each checked by itself: export without filters, or of one patient, to check that none is missing.`);
  if (keys.length > 0) console.log(key ? "The anchors are signed with the key you gave." : `The anchors are signed with the key ${keys.join(", ")}. Compare it with the one you were given by another way.`);
  console.log(problems.length === 0 ? `Intact: ${plural(events, "event")}.` : `Broken: ${plural(problems.length, "finding")}.\n${problems.slice(0, 50).map((problem) => `  ${problem}`).join("\n")}`);
}

async function main(args) {
  const option = (name) => { const at = args.indexOf(name); return at < 0 ? null : args.splice(at, 2)[1] ?? null; };
  const key = option("--key"), outside = option("--anchors");
  const [file] = args;
  if (!file || !existsSync(file) || (outside && !existsSync(outside))) { console.error("Usage: node verify-export.mjs FILE.jsonl [--key PUBLIC_KEY] [--anchors anchors.jsonl]"); return 2; }
  try {
    const result = await verifyExport(createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity }), { key, anchors: outside && readFileSync(outside, "utf8").split("\n").filter(Boolean) });
    print(result, key);
    return result.problems.length === 0 ? 0 : 1;
  } catch (error) { console.error(error.message); return 2; }
}

if (process.argv[1] && /verify-export[^/\\]*\.mjs$/.test(process.argv[1])) process.exitCode = await main(process.argv.slice(2));
