package dev.securescore.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.securescore.cel.Operand.ADDRESS;
import static dev.securescore.cel.Operand.BLOCK;
import static dev.securescore.cel.Operand.TEXT;

import dev.securescore.cel.value.InternetAddress;
import dev.securescore.cel.value.NetworkBlock;
import java.util.List;

/** Kubernetes' functions on IP addresses and blocks of them. */
final class NetworkFunctions {

  private NetworkFunctions() {}

  static List<NativeFunction> all() {
    return List.of(
        NativeFunction.of(
            "ip",
            TEXT.global("string_to_ip", InternetAddress.TYPE, NetworkFunctions::address),
            BLOCK.member("cidr_ip", InternetAddress.TYPE, NetworkBlock::address)),
        NativeFunction.of(
            "isIP", TEXT.global("is_ip", BOOL, text -> InternetAddress.parse(text).isPresent())),
        NativeFunction.of(
            "ip.isCanonical",
            TEXT.global("ip_is_canonical", BOOL, text -> address(text).toString().equals(text))),
        NativeFunction.of("family", ADDRESS.member("ip_family", INT, InternetAddress::family)),
        NativeFunction.of(
            "isUnspecified",
            ADDRESS.member("ip_is_unspecified", BOOL, InternetAddress::isUnspecified)),
        NativeFunction.of(
            "isLoopback", ADDRESS.member("ip_is_loopback", BOOL, InternetAddress::isLoopback)),
        NativeFunction.of(
            "isLinkLocalMulticast",
            ADDRESS.member(
                "ip_is_link_local_multicast", BOOL, InternetAddress::isLinkLocalMulticast)),
        NativeFunction.of(
            "isLinkLocalUnicast",
            ADDRESS.member("ip_is_link_local_unicast", BOOL, InternetAddress::isLinkLocalUnicast)),
        NativeFunction.of(
            "isGlobalUnicast",
            ADDRESS.member("ip_is_global_unicast", BOOL, InternetAddress::isGlobalUnicast)),
        NativeFunction.of(
            "cidr", TEXT.global("string_to_cidr", NetworkBlock.TYPE, NetworkFunctions::block)),
        NativeFunction.of(
            "isCIDR", TEXT.global("is_cidr", BOOL, text -> NetworkBlock.parse(text).isPresent())),
        NativeFunction.of(
            "containsIP",
            BLOCK.member(
                "cidr_contains_ip_string",
                BOOL,
                TEXT,
                (block, text) -> block.contains(address(text))),
            BLOCK.member("cidr_contains_ip_ip", BOOL, ADDRESS, NetworkBlock::contains)),
        NativeFunction.of(
            "containsCIDR",
            BLOCK.member(
                "cidr_contains_cidr_string",
                BOOL,
                TEXT,
                (block, text) -> block.contains(block(text))),
            BLOCK.member("cidr_contains_cidr", BOOL, BLOCK, NetworkBlock::contains)),
        NativeFunction.of(
            "prefixLength", BLOCK.member("cidr_prefix_length", INT, NetworkBlock::prefixLength)),
        NativeFunction.of(
            "masked", BLOCK.member("cidr_masked", NetworkBlock.TYPE, NetworkBlock::masked)),
        NativeFunction.of(
            "string",
            ADDRESS.global("ip_to_string", STRING, InternetAddress::toString),
            BLOCK.global("cidr_to_string", STRING, NetworkBlock::toString)));
  }

  private static InternetAddress address(String text) {
    return InternetAddress.parse(text).orElseThrow(() -> new CallFailure("ip: not an IP address"));
  }

  private static NetworkBlock block(String text) {
    return NetworkBlock.parse(text)
        .orElseThrow(() -> new CallFailure("cidr: not a network address"));
  }
}
