import { TextLink } from "@/app/_ui/text-link";
import { SITE_QUESTIONS } from "@/lib/study/site-questions";
import { HandbookCard } from "./handbook-card";

/** What a site asks most, first in the handbook. */
export function QuestionsChapter() {
  return (
    <HandbookCard chapter="questions" note="the shortest answer to each; the chapters below have the rules">
      {SITE_QUESTIONS.map(({ id, asks, answers, leads }) => (
        <section key={id} id={id} className="handbook-part handbook-question">
          <h3>{asks}</h3>
          <ul>{answers.map((answer) => <li key={answer}>{answer}</li>)}</ul>
          {leads && <p><TextLink href={leads.href} underlined>{leads.says}</TextLink></p>}
        </section>
      ))}
    </HandbookCard>
  );
}
