import { Text, View } from "@react-pdf/renderer";
import type { Blank, Box, Option } from "@/lib/crf/printed-form";
import { look } from "./crf-look";

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

function Boxes({ groups, unit }: { readonly groups: readonly Box[]; readonly unit: string | null }) {
  return (
    <View style={look.across}>
      {groups.map(({ boxes, caption }) => (
        <View key={caption} style={look.group}>
          <View style={look.across}>{times(boxes).map((index) => <View key={index} style={[look.cell, index > 0 ? { borderLeftWidth: 0 } : {}]} />)}</View>
          {caption !== "" && <Text style={look.caption}>{caption}</Text>}
        </View>
      ))}
      {unit !== null && <Text style={look.unit}>{unit}</Text>}
    </View>
  );
}

/** A box to tick, its words and, on the annotated form, the code that is stored. */
export function Tick({ option: { code, label }, coded }: { readonly option: Option; readonly coded: boolean }) {
  return (
    <View style={look.option}>
      <View style={look.tick} />
      <Text>{label}</Text>
      {coded && code !== label && <Text style={look.code}>{code}</Text>}
    </View>
  );
}

/** Characters that fit into the column of answers, and into a third of it. */
const FITS = { line: 60, third: 20 } as const;

/** Few options side by side, short ones in three columns, long ones one below the other. */
function Options({ options, coded }: { readonly options: readonly Option[]; readonly coded: boolean }) {
  const lengths = options.map(({ code, label }) => label.length + (coded && code !== label ? code.length : 0));
  const ticks = options.map((option) => <Tick key={option.code} option={option} coded={coded} />);
  if (lengths.reduce((sum, length) => sum + length + 5, 0) <= FITS.line) return <View style={look.across}>{ticks}</View>;
  if (Math.max(...lengths) > FITS.third) return <View>{ticks}</View>;
  return <View style={look.across}>{ticks.map((tick) => <View key={tick.key} style={look.third}>{tick}</View>)}</View>;
}

/** What a hand fills in. */
export function BlankField({ blank, coded }: { readonly blank: Blank; readonly coded: boolean }) {
  switch (blank.kind) {
    case "lines": return <View>{times(blank.lines).map((index) => <View key={index} style={look.line} />)}</View>;
    case "number": return <View style={[look.across, { marginBottom: 3 }]}><View style={look.number} />{blank.unit !== null && <Text style={look.unit}>{blank.unit}</Text>}</View>;
    case "boxes": return <Boxes groups={blank.groups} unit={blank.unit} />;
    case "options": return <Options options={blank.options} coded={coded} />;
  }
}
