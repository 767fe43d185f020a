import { describeCuts } from "@/lib/exports/describe-cuts";
import { asProgram } from "@/lib/server/program";

/** Every cut, for a program that holds an access token. */
export async function GET(request: Request): Promise<Response> {
  return asProgram(request, "cuts", describeCuts);
}
