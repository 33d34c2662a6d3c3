package dev.securescore.schema;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.securescore.inventory.KindName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The types of kinds and of all that they hold.
 *
 * <p>A type is written {@code string}, {@code int}, {@code bool}, {@code any}, {@code [T]} for a
 * list, {@code {T}} for a map by text, or as the name of a struct.
 *
 * @param kinds the struct of each kind
 * @param structs the types of each struct's fields; the field {@code *} is every one that is not
 *     named
 */
public record TypeTable(Map<KindName, String> kinds, Map<String, Map<String, String>> structs) {

  /** A type that nothing is known of. */
  static final String ANY = "any";

  /** The field that stands for every one that is not named. */
  static final String EVERY_OTHER = "*";

  /** Copies the maps. */
  public TypeTable {
    kinds = Map.copyOf(kinds);
    structs = Map.copyOf(structs);
  }

  /** The type of a kind's objects; empty for a kind that is not in the table. */
  public Optional<StructType> typeOf(KindName kind) {
    return types().of(kind);
  }

  /** The types as the checker of expressions knows them; each is made when it is asked for. */
  Types types() {
    return new Types(this);
  }

  /** The struct types of one table; for one struct always the same. */
  static final class Types {

    private final TypeTable table;
    private final Map<String, StructType> made = new ConcurrentHashMap<>();

    private Types(TypeTable table) {
      this.table = table;
    }

    Optional<StructType> of(KindName kind) {
      return Optional.ofNullable(table.kinds.get(kind)).map(this::struct);
    }

    private CelType type(String written) {
      return switch (written) {
        case "string" -> SimpleType.STRING;
        case "int" -> SimpleType.INT;
        case "bool" -> SimpleType.BOOL;
        case ANY -> SimpleType.DYN;
        default -> composed(written);
      };
    }

    private CelType composed(String written) {
      String inner = written.substring(1, written.length() - 1);
      return switch (written.charAt(0)) {
        case '[' -> ListType.create(type(inner));
        case '{' -> MapType.create(SimpleType.STRING, type(inner));
        default -> struct(written);
      };
    }

    private StructType struct(String name) {
      return made.computeIfAbsent(name, this::make);
    }

    @SuppressWarnings("Immutable") // what it makes when it is asked is always the same
    private StructType make(String name) {
      Map<String, String> fields = table.structs.getOrDefault(name, Map.of(EVERY_OTHER, ANY));
      return StructType.create(
          name,
          ImmutableSet.copyOf(fields.keySet()),
          field -> Optional.ofNullable(fields.get(field)).map(this::type));
    }
  }
}
