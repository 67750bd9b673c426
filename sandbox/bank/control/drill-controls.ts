import type { Engine } from "../core/engine.ts";
import { faultSchema } from "../faults/fault.ts";
import { seedIfFresh } from "../seed.ts";
import type { BankControl } from "./bank-control.ts";
import { later } from "./later.ts";

type DrillControls = Pick<
  BankControl,
  "addFault" | "faults" | "removeFault" | "clearFaults" | "now" | "advance" | "setTime" | "requests" | "clearRequests" | "reset"
>;

export function drillControls(engine: Engine): DrillControls {
  const moveClock = (offset: number): number => {
    if (!Number.isFinite(offset)) throw new RangeError("not a time");
    engine.clock.setOffset(offset);
    engine.changed();
    engine.agenda.clockMoved();
    return engine.clock.now();
  };
  return {
    addFault: later((input) => {
      const fault = faultSchema.parse({ ...input, id: engine.random.alphanumeric(8) });
      if (fault.times !== 0) engine.state.faults.push(fault);
      engine.changed();
      return fault;
    }),
    faults: later(() => engine.state.faults),
    removeFault: later((id) => {
      engine.state.faults = engine.state.faults.filter((fault) => fault.id !== id);
      engine.changed();
    }),
    clearFaults: later((method) => {
      const name = method?.replace(/\.do$/, "");
      engine.state.faults = engine.state.faults.filter((fault) => name !== undefined && fault.method !== name);
      engine.changed();
    }),
    now: later(() => engine.clock.now()),
    advance: later((ms) => moveClock(engine.clock.offset() + ms)),
    setTime: later((at) => moveClock((typeof at === "number" ? at : Date.parse(at)) - Date.now())),
    requests: later((filter) => engine.requests.list(filter)),
    clearRequests: later(() => {
      engine.requests.clear();
    }),
    reset: later(() => {
      engine.wipe();
      seedIfFresh(engine);
    }),
  };
}
