package dev.securescore.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.securescore.inventory.KindName;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.Manifest;
import dev.securescore.manifest.Problem;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns documents of one of our kinds into resources, as strictly as the API server would. */
public final class ResourceDocuments {

  private final KindName kind;
  private final String plural;
  private @Nullable ResourceSchema schema;

  /** Documents of a kind, by its name and plural name. */
  public ResourceDocuments(String kind, String plural) {
    this.kind = new KindName(ResourceSchema.GROUP, kind);
    this.plural = plural;
  }

  /** Whether a document is of the kind, in whatever version. */
  public boolean isMeant(Manifest manifest) {
    return KindName.of(manifest.object()).equals(kind);
  }

  /** Reports what is wrong with a document; returns whether it can be used. */
  public boolean check(Manifest manifest, Collection<Problem> problems) {
    String version = manifest.object().string("apiVersion");
    if (!version.equals(ResourceSchema.API_VERSION)) {
      problems.add(
          problem(
              manifest,
              new SchemaProblem(
                  List.of("apiVersion"),
                  "'" + version + "' is not known here, use " + ResourceSchema.API_VERSION)));
      return false;
    }
    ResourceSchema wanted = schema();
    List<SchemaProblem> found = wanted.check(manifest.object());
    found.forEach(each -> problems.add(problem(manifest, each)));
    return found.isEmpty();
  }

  private ResourceSchema schema() {
    @Nullable ResourceSchema known = schema;
    if (known == null) {
      known = ResourceSchema.of(plural);
      schema = known;
    }
    return known;
  }

  private Problem problem(Manifest manifest, SchemaProblem problem) {
    String name = manifest.object().object("metadata").string("name");
    return new Problem(
        manifest.source().file(),
        manifest.source().lineOf(problem.path().toArray()),
        kind.kind() + (name.isEmpty() ? "" : " '" + name + "'") + ": " + problem);
  }

  /** Fills a resource from a document that fits the schema. */
  public static <S, R extends CustomResource<S, ?>> R fill(
      R resource, JsonMap document, Class<S> spec) {
    JsonMap metadata = document.object("metadata");
    String namespace = metadata.string("namespace");
    resource.setMetadata(
        new ObjectMetaBuilder()
            .withName(metadata.string("name"))
            .withNamespace(namespace.isEmpty() ? null : namespace)
            .withLabels(metadata.object("labels").strings())
            .build());
    resource.setSpec(spec(document, spec));
    return resource;
  }

  /** The spec of a document that fits the schema. */
  static <S> S spec(JsonMap document, Class<S> spec) {
    return Mapping.MAPPER.convertValue(document.object("spec"), spec);
  }

  /** Made when first used: to read our own recommendations it is not. */
  private static final class Mapping {

    static final ObjectMapper MAPPER = JsonMapper.builder().build();
  }
}
