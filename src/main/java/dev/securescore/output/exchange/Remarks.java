package dev.securescore.output.exchange;

import java.util.List;

/** Remarks with the rules that they come from; every remark names one of these. */
public record Remarks(List<RemarkRule> rules, List<Remark> remarks) {

  /** Copies the lists. */
  public Remarks {
    rules = List.copyOf(rules);
    remarks = List.copyOf(remarks);
  }
}
