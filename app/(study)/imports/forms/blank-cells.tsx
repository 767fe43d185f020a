import { Radio, Stack } from "@mantine/core";
import { Card } from "@/app/_ui/card";
import type { PlannedRow } from "@/lib/study/form-files/plan-rows";

interface Props {
  readonly clears: boolean;
  readonly onClears: (clears: boolean) => void;
  readonly planned: readonly PlannedRow[];
}

/** Chosen for the whole file: what a blank cell does to the value that stands there. */
export function BlankCells({ clears, onClears, planned }: Props) {
  const emptied = planned.flatMap(({ values }) => values.filter(({ state, to }) => state === "correction" && to === null)).length;
  return (
    <Card title="Blank cells" padded note={clears ? `${emptied} ${emptied === 1 ? "value is" : "values are"} emptied by this file` : undefined}>
      <Radio.Group aria-label="A blank cell" value={clears ? "clear" : "leave"} onChange={(chosen) => onClears(chosen === "clear")}>
        <Stack gap="xs">
          <Radio value="leave" label="Leave what stands there" />
          <Radio value="clear" label="Empty what stands there: a correction to blank, with the reason that you give. A field without a column in the file stays as it is." />
        </Stack>
      </Radio.Group>
    </Card>
  );
}
