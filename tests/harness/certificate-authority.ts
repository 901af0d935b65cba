// A certificate authority of the moment, for client certificates and the list of those taken back.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface CertificateAuthority {
  /** PEM. */
  readonly certificate: string;
  issue(commonName: string): Promise<{ cert: string; key: string }>;
  /** Takes back the certificate of that name. @returns the new list, PEM */
  revoke(commonName: string): Promise<string>;
  /** The list as it is, PEM. */
  revoked(): Promise<string>;
  remove(): Promise<void>;
}

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const folder = await mkdtemp(join(tmpdir(), "kentiz-ca-"));
  const file = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): void => {
    execFileSync("openssl", args, { stdio: "ignore", cwd: folder });
  };
  const config = [
    "[ca]",
    "default_ca = own",
    "[own]",
    "unique_subject = no",
    `database = ${file("index.txt")}`,
    `serial = ${file("serial")}`,
    `new_certs_dir = ${folder}`,
    `certificate = ${file("ca.crt")}`,
    `private_key = ${file("ca.key")}`,
    "default_md = sha256",
    "default_days = 2",
    "default_crl_days = 2",
    "policy = any",
    "[any]",
    "commonName = supplied",
  ];
  await writeFile(file("ca.cnf"), config.join("\n"));
  await writeFile(file("index.txt"), "");
  await writeFile(file("serial"), "1000\n");
  openssl(
    "req",
    "-x509",
    ...KEY,
    "-days",
    "2",
    "-subj",
    "/CN=Kentiz test",
    "-keyout",
    file("ca.key"),
    "-out",
    file("ca.crt"),
  );
  const ca = ["ca", "-batch", "-config", file("ca.cnf")];
  const list = async (): Promise<string> => {
    openssl(...ca, "-gencrl", "-out", file("ca.crl"));
    return readFile(file("ca.crl"), "utf8");
  };
  return {
    certificate: await readFile(file("ca.crt"), "utf8"),
    issue: async (commonName) => {
      const [key, request, cert] = ["key", "csr", "crt"].map((ending) => file(`${commonName}.${ending}`));
      if (!key || !request || !cert) throw new Error("no file names");
      openssl("req", "-new", ...KEY, "-subj", `/CN=${commonName}`, "-keyout", key, "-out", request);
      openssl(...ca, "-in", request, "-out", cert, "-notext");
      return { cert: await readFile(cert, "utf8"), key: await readFile(key, "utf8") };
    },
    revoke: (commonName) => {
      openssl(...ca, "-revoke", file(`${commonName}.crt`));
      return list();
    },
    revoked: list,
    remove: () => rm(folder, { recursive: true }),
  };
}
