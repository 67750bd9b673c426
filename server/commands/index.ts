import type { Command } from "./command.ts";
import { createUserCommand } from "./user-create.ts";
import { resetPasswordCommand } from "./user-password.ts";
import { rotateKeysCommand } from "./key-rotate.ts";
import { migrateCommand } from "./migrate.ts";
import { backupCommand } from "./backup.ts";
import { restoreCommand } from "./restore.ts";
import { installCaCommand } from "./ca-install.ts";
import { doctorCommand } from "./doctor.ts";
import { incidentCommand } from "./incident.ts";
import { secondStepOffCommand } from "./second-step-off.ts";
import { seedCommand } from "./seed.ts";

export const commands: Readonly<Record<string, Command>> = {
  "user:create": createUserCommand,
  "user:password": resetPasswordCommand,
  "user:second-step-off": secondStepOffCommand,
  "key:rotate": rotateKeysCommand,
  migrate: migrateCommand,
  backup: backupCommand,
  restore: restoreCommand,
  "ca:install": installCaCommand,
  doctor: doctorCommand,
  incident: incidentCommand,
  seed: seedCommand,
};
