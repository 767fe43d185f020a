"use server";
import { delegateTasks } from "@/lib/people/delegate-tasks";
import { action } from "@/lib/server/action";

export const delegateTasksAction = action(delegateTasks);
