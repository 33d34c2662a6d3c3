package dev.securescore.cel.value;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address of IPv4 or IPv6, as Kubernetes reads it.
 *
 * <p>Zones, leading zeros and IPv4 addresses mapped into IPv6 are none. Nothing asks the network.
 */
@Immutable
public final class InternetAddress extends OpaqueValue {

  public static final OpaqueType TYPE = OpaqueType.create("net.IP");

  /** Of the longest notation, with eight groups of which two are written as IPv4. */
  private static final int MAXIMUM_LENGTH = 45;

  private static final CharMatcher ALLOWED =
      CharMatcher.inRange('0', '9')
          .or(CharMatcher.inRange('a', 'f'))
          .or(CharMatcher.inRange('A', 'F'))
          .or(CharMatcher.anyOf(".:"));

  private final InetAddress address;

  private InternetAddress(InetAddress address) {
    this.address = address;
  }

  /** Reads an address; empty if it is none. */
  public static Optional<InternetAddress> parse(String text) {
    if (text.length() > MAXIMUM_LENGTH
        || !ALLOWED.matchesAllOf(text)
        || !InetAddresses.isInetAddress(text)) {
      return Optional.empty();
    }
    InetAddress address = InetAddresses.forString(text);
    boolean mapped = address instanceof Inet4Address && text.contains(":");
    return mapped ? Optional.empty() : Optional.of(new InternetAddress(address));
  }

  /** Whether a text is an address of IPv6, also one that stands for an IPv4 address. */
  static boolean isVersion6(String text) {
    return text.contains(":") && ALLOWED.matchesAllOf(text) && InetAddresses.isInetAddress(text);
  }

  /** The address that differs in nothing but its last bits, which are zero. */
  InternetAddress masked(int length) {
    byte[] bytes = address.getAddress();
    for (int bit = length; bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
    }
    try {
      return new InternetAddress(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  int bits() {
    return address.getAddress().length * Byte.SIZE;
  }

  /** 4 or 6. */
  public long family() {
    return address instanceof Inet4Address ? 4 : 6;
  }

  /** Whether it is 0.0.0.0 or ::. */
  public boolean isUnspecified() {
    return address.isAnyLocalAddress();
  }

  /** Whether it stands for the host itself. */
  public boolean isLoopback() {
    return address.isLoopbackAddress();
  }

  /** Whether it reaches all on the same link. */
  public boolean isLinkLocalMulticast() {
    return address.isMCLinkLocal();
  }

  /** Whether it reaches one on the same link. */
  public boolean isLinkLocalUnicast() {
    return address.isLinkLocalAddress();
  }

  /** Whether it may be routed; private addresses are among them. */
  public boolean isGlobalUnicast() {
    return !isUnspecified()
        && !isLoopback()
        && !address.isMulticastAddress()
        && !isLinkLocalUnicast()
        && !toString().equals("255.255.255.255");
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
    return other instanceof InternetAddress same && address.equals(same.address);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  /** Its canonical notation. */
  @Override
  public String toString() {
    return InetAddresses.toAddrString(address);
  }
}
