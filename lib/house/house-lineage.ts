/** Which house a workload may run under: its class's own, or an extension of it. */
import { CharthouseError } from '../model/error';
import type { House } from './house';

/** Whether the house is the other one, or extends it. */
export function extendsHouse(house: House, other: House): boolean {
  return lineageOf(house).includes(other);
}

/** The house, the one that it extends, and so on. */
export function lineageOf(house: House): readonly House[] {
  return house.extends === undefined ? [house] : [house, ...lineageOf(house.extends)];
}

/** Throws where a class that is bound to one house is used under an Application of another. */
export function assertHouse(house: House, bound: House, path: string, workload: string): void {
  if (extendsHouse(house, bound)) return;
  throw new CharthouseError({
    path,
    field: workload,
    problem: `is bound to house ${bound.name}, but stands under house ${house.name}`,
    value: house.name,
    allowed: `house ${bound.name}, or a house that extends it`,
    fix: `take ${workload} from constructs(${house.name}), or give the Application a target of house ${bound.name}`,
  });
}
