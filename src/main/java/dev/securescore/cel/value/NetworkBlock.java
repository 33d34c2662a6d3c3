package dev.securescore.cel.value;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses with a common beginning, such as {@code 10.0.0.0/8}.
 *
 * <p>As in Kubernetes the address may have bits set behind the common beginning.
 */
@Immutable
public final class NetworkBlock extends OpaqueValue {

  public static final OpaqueType TYPE = OpaqueType.create("net.CIDR");

  private static final Pattern NOTATION = Pattern.compile("([^/]*)/(0|[1-9][0-9]{0,2})");

  private final InternetAddress address;
  private final int length;

  private NetworkBlock(InternetAddress address, int length) {
    this.address = address;
    this.length = length;
  }

  /** Reads a block; empty if it is none. */
  public static Optional<NetworkBlock> parse(String text) {
    Matcher matcher = NOTATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int length = Integer.parseInt(matcher.group(2));
    return InternetAddress.parse(matcher.group(1))
        .filter(address -> length <= address.bits())
        .map(address -> new NetworkBlock(address, length));
  }

  /** Whether an address begins as this block says; never for one of the other family. */
  public boolean contains(InternetAddress other) {
    return other.bits() == address.bits() && other.masked(length).equals(address.masked(length));
  }

  /** Whether all of another block is in this one. */
  public boolean contains(NetworkBlock other) {
    return length <= other.length && contains(other.address);
  }

  /** The address it was written with. */
  public InternetAddress address() {
    return address;
  }

  /** How many bits are common. */
  public long prefixLength() {
    return length;
  }

  /** The same block with no bit set behind the common beginning. */
  public NetworkBlock masked() {
    return new NetworkBlock(address.masked(length), length);
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public OpaqueType celType() {
    return TYPE;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NetworkBlock same
        && length == same.length
        && address.equals(same.address);
  }

  @Override
  public int hashCode() {
    return 31 * address.hashCode() + length;
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}
