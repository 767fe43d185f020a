import { SignInForm } from "./sign-in-form.client";
import "../public.css";

export const metadata = { title: "Sign in" };

export default function SignInPage() {
  return <SignInForm />;
}
