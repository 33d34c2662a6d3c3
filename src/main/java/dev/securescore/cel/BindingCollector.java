package dev.securescore.cel;

import com.google.common.collect.ImmutableListMultimap;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.Message;
import dev.cel.common.CelContainer;
import dev.cel.common.CelOptions;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.values.CelValueProvider;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeLibrary;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.InternalCelFunctionBinding;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Takes what libraries bind, all overloads of one function together, the last one of each id.
 *
 * <p>cel-java's own builder keeps, of two libraries that bind one function name, only the first
 * one's dispatch, so that {@code dynamicList.indexOf('b')} finds no overload.
 */
final class BindingCollector implements CelRuntimeBuilder {

  private final Map<String, Map<String, CelFunctionBinding>> bindings = new LinkedHashMap<>();

  /** The overloads by the name of their function, without those that only dispatch to others. */
  ImmutableListMultimap<String, CelFunctionBinding> byFunction() {
    ImmutableListMultimap.Builder<String, CelFunctionBinding> result =
        ImmutableListMultimap.builder();
    bindings.forEach((function, overloads) ->
        overloads.values().stream()
            .filter(o -> overloads.size() == 1 || !o.getOverloadId().equals(function))
            .forEach(overload -> result.put(function, overload)));
    return result.build();
  }

  @Override
  public BindingCollector addFunctionBindings(CelFunctionBinding... added) {
    return addFunctionBindings(Arrays.asList(added));
  }

  @Override
  public BindingCollector addFunctionBindings(Iterable<CelFunctionBinding> added) {
    for (CelFunctionBinding binding : added) {
      String function =
          binding instanceof InternalCelFunctionBinding internal
              ? internal.getFunctionName()
              : binding.getOverloadId();
      bindings
          .computeIfAbsent(function, _ -> new LinkedHashMap<>())
          .put(binding.getOverloadId(), binding);
    }
    return this;
  }

  @Override
  public CelRuntimeBuilder addLibraries(CelRuntimeLibrary... libraries) {
    for (CelRuntimeLibrary library : libraries) {
      library.setRuntimeOptions(this);
    }
    return this;
  }

  @Override
  public CelRuntimeBuilder addLibraries(Iterable<? extends CelRuntimeLibrary> libraries) {
    libraries.forEach(library -> library.setRuntimeOptions(this));
    return this;
  }

  @Override
  public CelRuntimeBuilder setOptions(CelOptions options) {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder addLateBoundFunctions(String... names) {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder addLateBoundFunctions(Iterable<String> names) {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder addMessageTypes(Descriptor... descriptors) {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder addMessageTypes(Iterable<Descriptor> descriptors) {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder addFileTypes(FileDescriptor... descriptors) {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder addFileTypes(Iterable<FileDescriptor> descriptors) {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder addFileTypes(FileDescriptorSet descriptors) {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder setTypeProvider(CelTypeProvider provider) {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder setTypeFactory(Function<String, Message.Builder> factory) {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder setValueProvider(CelValueProvider provider) {
    throw unsupported();
  }

  @Override
  public CelValueProvider valueProvider() {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder setStandardEnvironmentEnabled(boolean value) {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder setStandardFunctions(CelStandardFunctions functions) {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder setExtensionRegistry(ExtensionRegistry registry) {
    throw unsupported();
  }

  @Override
  public CelRuntimeBuilder setContainer(CelContainer container) {
    throw unsupported();
  }

  @Override
  public CelRuntime build() {
    throw unsupported();
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("only functions are collected");
  }
}
