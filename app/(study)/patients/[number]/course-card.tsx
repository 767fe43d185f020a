import { CourseLegend, CourseTimeline } from "@/app/_figures/course-timeline";
import { Card } from "@/app/_ui/card";
import type { Casebook } from "./casebook";
import { courseOfRecord } from "./course-of-record";

/** Course 1 drawn from what is recorded. */
export function CourseCard({ casebook: { record, findings, today } }: { readonly casebook: Casebook }) {
  const course = courseOfRecord(record, findings, today);
  return (
    <Card title="Course 1 at a glance" actions={course && <CourseLegend />}>
      {course
        ? <div className="figure figure-wide" tabIndex={0} role="group" aria-label="Course 1, scrolls sideways"><CourseTimeline {...course} /></div>
        : <p className="card-pad muted">The course is drawn from the start of the cenersen infusion, which is not recorded yet.</p>}
    </Card>
  );
}
