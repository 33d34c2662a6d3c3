package dev.securescore.fix;

import dev.securescore.catalog.Catalog;
import dev.securescore.catalog.PatchCompiler;
import dev.securescore.catalog.Recommendation;
import dev.securescore.cel.CelLanguage;
import dev.securescore.evaluation.Case;
import dev.securescore.evaluation.Judge;
import dev.securescore.evaluation.Surroundings;
import dev.securescore.evaluation.Verdict;
import dev.securescore.inventory.Defaults;
import dev.securescore.inventory.WorkloadKinds;
import dev.securescore.json.JsonMap;
import dev.securescore.manifest.EditableFile;
import dev.securescore.manifest.Manifest;
import dev.securescore.manifest.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes objects healthy by the patches of recommendations, one at a time.
 *
 * <p>Nothing is kept that does not prove itself: the object is judged again, must be healthy by
 * this recommendation and no worse by any other, and the text must read as exactly that object.
 */
public final class Fixer {

  private final Catalog catalog;
  private final Judge judge;
  private final Surroundings surroundings;
  private final Prescriber prescriber;

  /** A fixer by a catalogue. */
  public Fixer(Catalog catalog, Judge judge, Surroundings surroundings) {
    this.catalog = catalog;
    this.judge = judge;
    this.surroundings = surroundings;
    this.prescriber = new Prescriber(new PatchCompiler(CelLanguage.kubernetes()), judge, kinds());
  }

  private WorkloadKinds kinds() {
    return catalog.policy().inventory().kinds();
  }

  /** What came of an attempt. */
  public sealed interface Outcome {

    /** It is healthy now. */
    record Fixed(JsonMap object) implements Outcome {}

    /** It was left as it is; the reason is half a sentence. */
    record Left(String reason) implements Outcome {}
  }

  /** The object as it would be healthy; nothing is written. */
  public Outcome prescribe(Recommendation recommendation, JsonMap object) {
    try {
      return new Outcome.Fixed(healthy(recommendation, object));
    } catch (UnfixableException unfixable) {
      return new Outcome.Left(unfixable.reason());
    }
  }

  /** Fixes an object in the text of its file; the file is not written yet. */
  public Outcome fix(Recommendation recommendation, Manifest manifest, EditableFile file) {
    Source.Span span = manifest.source().span();
    String before = file.document(span);
    try {
      if (EditableFile.looksLikeTemplate(before)) {
        throw new UnfixableException("it looks like a template ({{)");
      }
      JsonMap root = root(file, before);
      JsonMap object = typed(root, manifest);
      JsonMap wanted = healthy(recommendation, object);
      String text = before;
      for (Edit edit : Difference.between(object, wanted, span.path())) {
        text = YamlText.edited(text, edit);
      }
      JsonMap written = root(file, text);
      boolean exact =
          typed(written, manifest).equals(wanted)
              && without(written, span).equals(without(root, span));
      if (!exact) {
        throw new UnfixableException("its text cannot be changed without changing more");
      }
      file.exchange(span, text);
      return new Outcome.Fixed(wanted);
    } catch (UnfixableException unfixable) {
      return new Outcome.Left(unfixable.reason());
    }
  }

  /** The object of a manifest as the file has it by now. */
  public JsonMap current(Manifest manifest, EditableFile file) {
    try {
      return typed(root(file, file.document(manifest.source().span())), manifest);
    } catch (UnfixableException unreadable) {
      return manifest.object();
    }
  }

  private static JsonMap root(EditableFile file, String text) throws UnfixableException {
    return file.parse(text)
        .orElseThrow(() -> new UnfixableException("its document cannot be read any more"));
  }

  /** The object in a document, with the type that a list around it may tell. */
  private static JsonMap typed(JsonMap root, Manifest manifest) throws UnfixableException {
    if (!(JsonTree.of(root).toJson(steps(manifest.source().span())) instanceof JsonMap object)) {
      throw new UnfixableException("it is not where it was");
    }
    return object
        .with("apiVersion", manifest.object().string("apiVersion"))
        .with("kind", manifest.object().string("kind"));
  }

  /** Everything else in a document. */
  private static JsonMap without(JsonMap root, Source.Span span) throws UnfixableException {
    if (span.path().isEmpty()) {
      return JsonMap.EMPTY;
    }
    JsonTree tree = JsonTree.of(root);
    tree.put(steps(span), "", false);
    return tree.toJson();
  }

  private static List<String> steps(Source.Span span) {
    return span.path().stream().map(Object::toString).toList();
  }

  private JsonMap healthy(Recommendation recommendation, JsonMap object) throws UnfixableException {
    Case before = stored(object);
    JsonMap wanted = prescriber.prescribe(recommendation, object, before);
    if (wanted.equals(object)) {
      throw new UnfixableException("its patch changes nothing here");
    }
    Case after = stored(wanted);
    Verdict verdict = judge.judge(recommendation, after).verdict();
    if (verdict != Verdict.HEALTHY) {
      throw new UnfixableException("its patch does not make it healthy");
    }
    List<String> worse = worse(before, after);
    if (!worse.isEmpty()) {
      throw new UnfixableException("its patch would break " + String.join(", ", worse));
    }
    return wanted;
  }

  private Case stored(JsonMap object) {
    return Case.of(Defaults.apply(object), kinds(), surroundings);
  }

  private List<String> worse(Case before, Case after) {
    List<String> worse = new ArrayList<>();
    for (Recommendation each : catalog.judged()) {
      if (each.rule().kinds().matches(after.kind())
          && isWorse(judge.judge(each, before).verdict(), judge.judge(each, after).verdict())) {
        worse.add(each.name());
      }
    }
    return worse;
  }

  /** What did not concern the object before may now ask for objects that are not known here. */
  private static boolean isWorse(Verdict before, Verdict after) {
    return switch (after) {
      case UNHEALTHY -> before == Verdict.HEALTHY || before == Verdict.NOT_APPLICABLE;
      case NOT_EVALUATED -> before == Verdict.HEALTHY;
      case HEALTHY, NOT_APPLICABLE -> false;
    };
  }
}
