import { notFound } from "next/navigation";
import { AppError } from "#lib/errors.ts";

/** A page for what does not exist, or not for this reader, instead of an error. */
export async function orMissing<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
