import type { Agent } from "undici";
import { bankAgent, bankTrust } from "./bank-agent.ts";
import { certificateFiles, readCertificates, stampOf, trustPlaces } from "./ca-store.ts";

interface Current {
  stamp: string;
  agent: Agent;
}

// One set of connections per process: Next bundles a copy of this module of its own.
const shared = globalThis as { hubBankAgent?: Current };

/** The connections to the bank, made anew as soon as the trusted certificates have changed on disk. */
export function bankDispatcher(): Agent {
  const files = certificateFiles(trustPlaces());
  const stamp = stampOf(files);
  const current = shared.hubBankAgent;
  if (current?.stamp === stamp) return current.agent;
  const agent = bankAgent(bankTrust(readCertificates(files)));
  shared.hubBankAgent = { stamp, agent };
  // Requests under way end in peace on the old one.
  void current?.agent.close();
  return agent;
}
