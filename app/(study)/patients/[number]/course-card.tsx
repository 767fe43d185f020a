import { CourseLegend, CourseTimeline } from "@/app/_figures/course-timeline";
import { Card } from "@/app/_ui/card";
import { coursesOf } from "@/lib/study/derive/record-reading";
import type { Casebook } from "./casebook";
import { courseDoses } from "./course-doses";
import { CourseDosesCard } from "./course-doses-card";
import { courseOfRecord } from "./course-of-record";

/** The courses drawn from what is recorded, and the doses of each in a table. */
export function CourseCard({ casebook: { record, findings, today } }: { readonly casebook: Casebook }) {
  const course = courseOfRecord(record, findings, today);
  const title = coursesOf(record).length > 1 ? "Courses 1 and 2 at a glance" : "Course 1 at a glance";
  return (
    <>
      <Card title={title} actions={course && <CourseLegend />}>
        {course
          ? <div className="figure figure-wide" tabIndex={0} role="group" aria-label={`${title}, scrolls sideways`}><CourseTimeline {...course} /></div>
          : <p className="card-pad muted">The course is drawn from the start of the cenersen infusion, which is not recorded yet.</p>}
      </Card>
      {courseDoses(record, findings).map((table) => <CourseDosesCard key={table.course} table={table} />)}
    </>
  );
}
