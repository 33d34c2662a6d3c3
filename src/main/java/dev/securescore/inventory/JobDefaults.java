package dev.securescore.inventory;

import dev.securescore.json.JsonMap;

/** The defaults of workloads that run to an end. */
final class JobDefaults {

  private JobDefaults() {}

  static JsonMap ofJob(JsonMap job) {
    return WorkloadDefaults.withLabels(job, WorkloadDefaults.templateLabels(job))
        .inside("spec", JobDefaults::ofSpec)
        .done();
  }

  private static JsonMap ofSpec(JsonMap spec) {
    boolean hasPolicy = spec.containsKey("podFailurePolicy");
    boolean perIndex = spec.containsKey("backoffLimitPerIndex");
    Fields fields =
        Fields.of(spec)
            .inside("template", PodDefaults::ofTemplate)
            .missing("backoffLimit", perIndex ? (long) Integer.MAX_VALUE : 6L)
            .missing("completionMode", "NonIndexed")
            .missing("suspend", false)
            .missing("manualSelector", false)
            .missing("podReplacementPolicy", hasPolicy ? "Failed" : "TerminatingOrFailed")
            .inside(
                "podFailurePolicy",
                policy -> Fields.of(policy).each("rules", JobDefaults::failureRule).done());
    if (!spec.containsKey("parallelism")) {
      fields.missing("completions", 1L);
    }
    return fields.missing("parallelism", 1L).done();
  }

  private static JsonMap failureRule(JsonMap rule) {
    return Fields.of(rule)
        .each("onPodConditions", condition -> Fields.of(condition).text("status", "True").done())
        .done();
  }

  /** The Jobs that it makes get their own defaults only when they are made. */
  static JsonMap ofCronJob(JsonMap spec) {
    return Fields.of(spec)
        .text("concurrencyPolicy", "Allow")
        .missing("suspend", false)
        .missing("successfulJobsHistoryLimit", 3L)
        .missing("failedJobsHistoryLimit", 1L)
        .inside("jobTemplate", JobDefaults::jobTemplate)
        .done();
  }

  private static JsonMap jobTemplate(JsonMap template) {
    return Fields.of(template)
        .missing("metadata", JsonMap.EMPTY)
        .inside("spec", spec -> Fields.of(spec).inside("template", PodDefaults::ofTemplate).done())
        .done();
  }
}
