package dev.securescore.operator.write;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Objects;

/** Passes over updates of the status, ours too; labels count, since reports select by them. */
final class SpecOrLabelsChanged implements OnUpdateFilter<HasMetadata> {

  @Override
  public boolean accept(HasMetadata now, HasMetadata before) {
    return !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || !Objects.equals(now.getMetadata().getLabels(), before.getMetadata().getLabels())
        || now.isMarkedForDeletion();
  }
}
