/** Everything for trials: faults, switches, the verdict of check, payment types, the log. */
import type { z } from "zod";
import { createPaymentType } from "../payment-types.ts";
import { defaultStatusMap } from "../state/seed.ts";
import type { Store } from "../state/store.ts";
import { switchDefaults, switchValues, type Switches } from "../state/switches.ts";
import type { PaymentType } from "../state/invoice-types.ts";
import type { Fault, LogEntry, Verdict } from "../state/trial-types.ts";
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
    /** Ends one before it is used up; one that is over already is none. */
    removeFault: method(store, inputs.faultKey, (_, { fault }): void => {
      store.state.faults = store.state.faults.filter(({ id }) => id !== fault);
      store.changed();
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
    const known = name as keyof Switches;
    const allowed = switchValues[known];
    const fits =
      typeof value === typeof switchDefaults[known] &&
      (typeof value !== "number" || (Number.isInteger(value) && value >= 0));
    if (!fits || (allowed && !allowed.includes(value as string | number)))
      throw new ControlError(`switch ${name}: wrong value`);
  }
  Object.assign(store.state.switches, input);
  store.changed();
  return { ...store.state.switches };
}

/** Makes a payment type, or changes the one whose code is given. */
function savePaymentType(store: Store, input: z.output<typeof inputs.paymentType>): PaymentType {
  const known = store.state.paymentTypes.find((type) => type.code === input.code);
  const shopCode = input.shopCode;
  if (!known && shopCode === undefined) throw new ControlError("a new payment type needs the shop of a module");
  checkStatusMap(store, input.statusMap ?? {});
  const type = known ?? createPaymentType(store, theModule(store, input.module).code, shopCode ?? "", input.name);
  type.name = input.name;
  type.active = input.active;
  type.sites = input.sites ?? type.sites;
  type.deliveryTypes = input.deliveryTypes ?? type.deliveryTypes;
  type.statusMap = { ...type.statusMap, ...input.statusMap };
  store.changed();
  return structuredClone(type);
}

function checkStatusMap(store: Store, statusMap: Record<string, string>): void {
  for (const [status, code] of Object.entries(statusMap)) {
    if (!Object.hasOwn(defaultStatusMap, status)) throw new ControlError(`unknown invoice status ${status}`);
    if (!store.state.paymentStatuses.some((candidate) => candidate.code === code))
      throw new ControlError(`unknown payment status ${code}`);
  }
}
