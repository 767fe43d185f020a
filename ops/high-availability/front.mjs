// What stands before the databases and the application: HAProxy, which finds the primary and spreads requests, and PgBouncer, which pools transactions.
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "./place.mjs";

const text = (value) => Buffer.from(`${value}\0`).toString("hex");
const int32 = (value) => value.toString(16).padStart(8, "0");

/** PostgreSQL's own protocol, as HAProxy speaks it: sign in as the role that may do nothing, ask, and look for one row with one "f". */
function primaryCheck() {
  const startup = `${int32(196_608)}${text("user")}${text("ecrf_check")}${text("database")}${text("postgres")}00`;
  const question = text("SELECT pg_is_in_recovery()");
  return [
    "option tcp-check", "tcp-check connect",
    `tcp-check send-binary ${int32(startup.length / 2 + 4)}${startup}`, "tcp-check expect binary 520000000800000000",
    `tcp-check send-binary 51${int32(question.length / 2 + 4)}${question}`, "tcp-check expect binary 440000000b00010000000166",
    "tcp-check send-binary 5800000004",
  ];
}

/** The connections of a server that is no primary any more are cut at once: nobody goes on talking to it. */
const haproxyConfig = ({ folder, ports }) => `global
  maxconn 2000
  pidfile ${folder}/haproxy.pid
defaults
  timeout connect 2s
  timeout check 2s
  timeout queue 10s
listen primary
  mode tcp
  bind 127.0.0.1:${ports.primary}
  timeout client 12h
  timeout server 12h
  ${primaryCheck().join("\n  ")}
  default-server inter 500ms fastinter 250ms downinter 250ms fall 2 rise 1 on-marked-down shutdown-sessions
  server a 127.0.0.1:${ports.a} check
  server b 127.0.0.1:${ports.b} check
listen web
  mode http
  bind 127.0.0.1:${ports.web}
  timeout client 65s
  timeout server 65s
  timeout http-request 10s
  balance leastconn
  option forwardfor
  option redispatch
  option httpchk GET /api/health
  http-check expect status 200,503
  default-server inter 1s fall 2 rise 1
  ${ports.apps.map((port, nth) => `server app${nth + 1} 127.0.0.1:${port} check`).join("\n  ")}
`;

/** One connection of a pool serves many people, one transaction each. Only the two roles of the web server come in; the administrator goes to the primary directly. */
const poolerConfig = ({ folder, ports }) => `[databases]
* = host=127.0.0.1 port=${ports.primary}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${ports.pooler}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${folder}/userlist.txt
pool_mode = transaction
default_pool_size = 20
max_client_conn = 500
server_login_retry = 1
server_connect_timeout = 3
query_wait_timeout = 8
tcp_keepalive = 1
ignore_startup_parameters = extra_float_digits
logfile = ${folder}/pgbouncer.log
pidfile = ${folder}/pgbouncer.pid
`;

/** `passwords`: of ecrf_app and ecrf_auth, as the deployment's secret gives them. */
export async function startFront(place, passwords) {
  write(place, "haproxy.cfg", haproxyConfig(place));
  write(place, "pgbouncer.ini", poolerConfig(place));
  write(place, "userlist.txt", Object.entries(passwords).map(([role, password]) => `"${role}" "${password}"\n`).join(""));
  await stopFront(place);
  await run(place, place.haproxy, ["-D", "-f", path.join(place.folder, "haproxy.cfg")], { quiet: true });
  await run(place, place.pgbouncer, ["-d", path.join(place.folder, "pgbouncer.ini")], { quiet: true });
}

function write({ folder, user }, name, content) {
  const file = path.join(folder, name);
  writeFileSync(file, content, { mode: 0o600 });
  if (user.uid !== undefined) chownSync(file, user.uid, user.gid);
}

/** By their own files of process ids; nothing else of that name is touched. */
export async function stopFront({ folder }) {
  for (const name of ["haproxy", "pgbouncer"]) {
    const file = path.join(folder, `${name}.pid`);
    if (!existsSync(file)) continue;
    for (const pid of readFileSync(file, "utf8").split("\n").map(Number).filter(Boolean)) await ended(pid, name);
    rmSync(file, { force: true });
  }
}

async function ended(pid, name) {
  const isIt = () => { try { return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(name); } catch { return false; } };
  if (!isIt()) return;
  process.kill(pid, "SIGTERM");
  for (let tries = 0; isIt() && tries < 50; tries++) await new Promise((done) => setTimeout(done, 100));
  if (isIt()) process.kill(pid, "SIGKILL");
}
