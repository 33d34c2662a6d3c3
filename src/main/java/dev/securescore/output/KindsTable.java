package dev.securescore.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows people which kinds of workload are judged, and what to declare. */
public final class KindsTable {

  private KindsTable() {}

  /** The kinds as lines for a screen, ending with a line break. */
  public static String of(ClusterKinds kinds, Screen screen) {
    List<String> lines = new ArrayList<>();
    Table table = new Table("KIND", "JUDGED", "NOT JUDGED", "HOW");
    for (ClusterKinds.Workload each : kinds.workloads()) {
      table.add(
          name(each.kind(), each.group()),
          count(each.judged()),
          "",
          each.podSpecPath() + (each.declared() ? " (policy)" : ""));
    }
    for (ClusterKinds.Owner each : kinds.owners()) {
      table.add(
          name(each.kind(), each.group()),
          each.judged(),
          count(each.notJudged()),
          "live children: the policy does not name the kind");
    }
    lines.addAll(table.lines(screen));
    lines.addAll(advice(kinds.owners(), screen));
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<String> advice(List<ClusterKinds.Owner> owners, Screen screen) {
    List<String> lines = new ArrayList<>();
    List<ClusterKinds.Owner> known =
        owners.stream().filter(each -> each.podSpecPath() != null).toList();
    if (!known.isEmpty()) {
      lines.add("");
      lines.add(
          screen.paint(Paint.HEADING, "To judge them by their own pod specs")
              + ", at zero replicas too, in the SecureScorePolicy 'cluster':");
      lines.add("spec:");
      lines.add("  workloadKinds:");
      for (ClusterKinds.Owner each : known) {
        lines.add(
            Printable.of(
                "  - {group: %s, kind: %s, podSpecPath: %s}"
                    .formatted(each.group(), each.kind(), each.podSpecPath())));
      }
      lines.add("and let the operator list and watch them.");
    }
    return lines;
  }

  private static String name(String kind, String group) {
    return group.isEmpty() ? kind : kind + "." + group;
  }

  private static String count(@Nullable Integer count) {
    return count == null ? "?" : count.toString();
  }
}
