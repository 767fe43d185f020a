import { progressRoute } from "@/lib/server/progress-route";

export const GET = progressRoute("cut.make");
