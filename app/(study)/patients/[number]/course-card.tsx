import { CourseFigure } from "@/app/_figures/course-figure.client";
import { CourseLegend } from "@/app/_figures/course-timeline";
import { Card } from "@/app/_ui/card";
import { coursesOf } from "@/lib/study/derive/record-reading";
import type { Casebook } from "./casebook";
import { courseDoses } from "./course-doses";
import { CourseDosesCard } from "./course-doses-card";
import { courseOfRecord } from "./course-of-record";

/** The courses drawn from what is recorded. */
export function CourseCard({ casebook: { record, findings, today } }: { readonly casebook: Casebook }) {
  const course = courseOfRecord(record, findings, today);
  const title = coursesOf(record).length > 1 ? "Courses 1 and 2 at a glance" : "Course 1 at a glance";
  return (
    <Card id="course" title={title} actions={course && <CourseLegend />}>
      {course
        ? <CourseFigure course={course} title={title} />
        : <p className="card-pad muted">The course is drawn from the start of the cenersen infusion, which is not recorded yet.</p>}
    </Card>
  );
}

/** The doses of each course in a table. */
export const DosesCards = ({ casebook: { record, findings } }: { readonly casebook: Casebook }) =>
  <>{courseDoses(record, findings).map((table) => <CourseDosesCard key={table.course} table={table} />)}</>;
