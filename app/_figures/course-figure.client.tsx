"use client"; // sent as what is drawn, a fifth of the drawing
import { DataTable } from "@/app/_ui/data-table";
import { sayDate, sayStudyDay, studyDay, type CalendarDate } from "@/lib/kernel/calendar-date";
import { sayAnc, sayDose, sayEvent, sayInfusion, sayMarrow, sayMedication, sayPlatelets, sayResponse, sayTransfusion } from "./course-says";
import { CourseTimeline, type CourseTimelineProps } from "./course-timeline";
import { FigureReader } from "./figure-reader.client";

/** The courses as one picture whose marks say their values to pointer and keyboard, and the same as a table. */
export function CourseFigure({ course, title }: { readonly course: CourseTimelineProps; readonly title: string }) {
  return (
    <>
      <FigureReader label={`${title}: arrow keys go from value to value`}><CourseTimeline {...course} /></FigureReader>
      <details className="figure-table">
        <summary>As a table</summary>
        <DataTable caption={`${title}, as a table`} columns={[{ key: "day", label: "Day" }, { key: "date", label: "Date" }, { key: "what", label: "What" }]} dense>
          {rowsOf(course).map(({ day, says }) => <tr key={`${day} ${says}`}><td>{sayStudyDay(studyDay(course.first, day))}</td><td className="nowrap">{sayDate(day)}</td><td>{says}</td></tr>)}
        </DataTable>
      </details>
    </>
  );
}

interface Row { readonly day: CalendarDate; readonly says: string }

/** Everything that is drawn, by day. */
function rowsOf(course: CourseTimelineProps): readonly Row[] {
  const { first, infusion, doses, medications, transfusions, events, marrow, counts, responses } = course;
  const rows: readonly Row[] = [
    ...infusion.segments.map((segment) => ({ day: segment.from.slice(0, 10), says: sayInfusion(first, segment) })),
    ...doses.flatMap((dose) => dose.days.map((day) => ({ day, says: sayDose(first, dose, day) }))),
    ...medications.map((row) => ({ day: row.from, says: sayMedication(first, row) })),
    ...transfusions.map((given) => ({ day: given.day, says: sayTransfusion(first, given) })),
    ...events.map((event) => ({ day: event.day, says: sayEvent(first, event) })),
    ...marrow.map((point) => ({ day: point.day, says: sayMarrow(first, point) })),
    ...counts.flatMap((point) => [...(point.anc === null ? [] : [{ day: point.day, says: sayAnc(first, point) }]), ...(point.platelets === null ? [] : [{ day: point.day, says: sayPlatelets(first, point) }])]),
    ...responses.map((response) => ({ day: response.day, says: sayResponse(first, response) })),
  ];
  return rows.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
}
