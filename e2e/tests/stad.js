// A synthetic town for one story, served on the days the story needs: weeks pass between two of its steps.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { day } from "./hulp.js";

const PROGRAM = process.env.KLANTBEELD_PROGRAMMA ?? new URL("../../target/release/klantbeeld", import.meta.url).pathname;

export class Stad {
  #folder = mkdtempSync(join(tmpdir(), "klantbeeld-stad."));
  #server;
  /** Where it is served. */
  base;

  constructor() {
    execFileSync(PROGRAM, ["demo", "--klanten", "300", "--vandaag", day(0), "--database", this.#database], { stdio: "ignore" });
  }

  get #database() {
    return `sqlite:${this.#folder}/stad.db`;
  }

  /** Serves the town as it is `days` from now. Whoever was logged in, logs in again. */
  async later(days) {
    await this.#close();
    const args = ["serve", "--database", this.#database, "--adres", "127.0.0.1:0", "--vandaag", day(days)];
    this.#server = spawn(PROGRAM, args, { stdio: ["ignore", "pipe", "inherit"] });
    this.base = await new Promise((found, never) => {
      let told = "";
      // Read on to the end: a program that cannot print any more stops.
      this.#server.stdout.setEncoding("utf8").on("data", (part) => {
        told += part;
        const at = /staat op (http:\/\/\S+)/.exec(told);
        if (at) found(at[1]);
      });
      this.#server.once("exit", () => never(new Error(`the town is not served: ${told}`)));
    });
  }

  async #close() {
    this.base = undefined;
    if (!this.#server || this.#server.exitCode !== null) return;
    const gone = once(this.#server, "exit");
    this.#server.kill("SIGTERM");
    await gone;
  }

  async end() {
    await this.#close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
