/** Everything for trials: faults, switches, the verdict of check, payment types, the log. */
import type { z } from "zod";
import { createPaymentType } from "../payment-types.ts";
import type { Store } from "../state/store.ts";
import { switchDefaults, type Switches } from "../state/switches.ts";
import type { Fault, InvoiceStatus, LogEntry, PaymentType, Verdict } from "../state/types.ts";
import { theModule } from "./find.ts";
import * as inputs from "./inputs.ts";
import { ControlError, method, optionalMethod } from "./method.ts";

export function trialMethods(store: Store) {
  return {
    /** Newest last; `after` is the id of the last entry already seen. */
    events: optionalMethod(store, inputs.logFilter, (_, filter): LogEntry[] =>
      structuredClone(
        store.state.log.filter(
          (entry) =>
            (filter.kind === undefined || entry.kind === filter.kind) &&
            (filter.name === undefined || entry.name === filter.name) &&
            (filter.after === undefined || entry.id > filter.after),
        ),
      ),
    ),
    clearEvents: () => {
      store.state.log = [];
      store.changed();
    },
    addFault: method(store, inputs.newFault, (_, input): Fault => {
      const fault = { id: store.nextId(), ...input };
      store.state.faults.push(fault);
      store.changed();
      return { ...fault };
    }),
    listFaults: () => structuredClone(store.state.faults),
    clearFaults: () => {
      store.state.faults = [];
      store.changed();
    },
    getSwitches: () => ({ ...store.state.switches }),
    setSwitches: method(store, inputs.switchChange, setSwitches) as (input: Partial<Switches>) => Switches,
    setVerdict: method(store, inputs.verdict, (_, input): Verdict => {
      store.state.verdict = input;
      store.changed();
      return input;
    }),
    listPaymentTypes: () => structuredClone(store.state.paymentTypes),
    savePaymentType: method(store, inputs.paymentType, savePaymentType),
    /** Back to a fresh account. */
    reset: () => {
      store.reset();
    },
    state: () => structuredClone(store.state),
  };
}

/** Takes only known switches, and values of the kind of their defaults. */
function setSwitches(store: Store, input: z.output<typeof inputs.switchChange>): Switches {
  for (const [name, value] of Object.entries(input)) {
    if (!Object.hasOwn(switchDefaults, name)) throw new ControlError(`unknown switch ${name}`);
    if (typeof value !== typeof switchDefaults[name as keyof Switches])
      throw new ControlError(`switch ${name}: wrong kind of value`);
  }
  Object.assign(store.state.switches, input);
  store.changed();
  return { ...store.state.switches };
}

/** Makes a payment type, or changes the one whose code is given. */
function savePaymentType(store: Store, input: z.output<typeof inputs.paymentType>): PaymentType {
  const known = store.state.paymentTypes.find((type) => type.code === input.code);
  if (!known && input.shopCode === undefined) throw new ControlError("a new payment type needs the shop of a module");
  const type = known ?? createPaymentType(store, theModule(store, input.module).code, input.shopCode ?? "", input.name);
  type.name = input.name;
  type.active = input.active;
  type.sites = input.sites ?? type.sites;
  type.deliveryTypes = input.deliveryTypes ?? type.deliveryTypes;
  for (const [status, code] of Object.entries(input.statusMap ?? {})) {
    if (!(status in type.statusMap)) throw new ControlError(`unknown invoice status ${status}`);
    if (!store.state.paymentStatuses.some((candidate) => candidate.code === code))
      throw new ControlError(`unknown payment status ${code}`);
    type.statusMap[status as InvoiceStatus] = code;
  }
  store.changed();
  return structuredClone(type);
}
